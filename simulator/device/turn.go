package device

// lyingBottom is what the home indicator of an iPhone takes when the phone lies on its
// side; upright it takes 34 (Apple's layout guides, the same for every model).
const lyingBottom = 21

// Turned gives the profile as it is with the long side level: what was above is at the
// left, and the same is kept free at the right; phones hide the status bar then.
//
// WeChat: a guess in that the navigation bar keeps its height.
func (p Profile) Turned() Profile {
	if p.Lying {
		return p
	}
	out := p
	out.Lying = true
	out.Width, out.Height = p.Height, p.Width
	if p.Tablet {
		return out
	}
	out.StatusBar = 0
	if p.Notch == WideNotch || p.Notch == Island {
		out.SafeLeft, out.SafeRight = p.StatusBar, p.StatusBar
	} else if p.Notch == PunchHole {
		out.SafeLeft = p.StatusBar // Android keeps the side of the camera free
	}
	if p.IOS() && p.SafeBottom > 0 {
		out.SafeBottom = lyingBottom
	}
	return out
}

// Orientation is what APIs call it.
func (p Profile) Orientation() string {
	if p.Width > p.Height {
		return "landscape"
	}
	return "portrait"
}
