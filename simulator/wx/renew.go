package wx

// Renew ends s and gives the state for the same mini-program started again in the
// same worker (a reload): what a user would call saved stays, everything that
// belonged to the old JavaScript is gone.
func (s *State) Renew() *State {
	n := NewState(s.rt)
	n.storage, n.said, n.net.policy = s.storage, s.said, s.net.policy
	n.fileSystem, n.noFiles = s.fileSystem, s.noFiles
	s.fileSystem = nil // Close leaves it open
	n.known = s.known
	if n.fileSystem != nil {
		n.fileSystem.Changed = n.filesChanged
	}
	if n.storage != nil {
		n.storage.Changed = n.storageChanged
		s.flushStorage()
		n.storage.Later = func() { n.rt.After(storageDelay, "storage", n.flushStorage) }
	}
	n.net.lastID = s.net.lastID
	n.net.mocks.Store(s.net.mocks.Load())
	n.session, n.scopes, n.clipboard = s.session, s.scopes, s.clipboard
	s.Close()
	return n
}
