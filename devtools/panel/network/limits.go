package network

// maxTicks is how many messages of a socket the waterfall marks, the last ones: more
// are closer than its pixels.
const maxTicks = 200
