// Package lifetime compares the order of lifetimes, property observers and relations
// in random component trees with exparser, after random changes. It holds tests only
// (build tag oracle).
package lifetime
