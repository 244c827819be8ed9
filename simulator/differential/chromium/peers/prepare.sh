#!/bin/sh
# Installs Yoga, the other flex layout that we are measured beside, into a folder outside
# the repository: prepare.sh DIR makes DIR/yoga. Without the network the run goes on
# without it.
set -eu
dir=$1/yoga
yoga=yoga-layout@3.2.1 # pinned: the numbers of two runs can be compared
[ -f "$dir/.done" ] && [ "$(cat "$dir/.done")" = "$yoga" ] && exit 0
mkdir -p "$dir"
echo '{"private":true}' >"$dir/package.json"
if (cd "$dir" && npm install --no-audit --no-fund --loglevel=error "$yoga") >&2; then
	echo "$yoga" >"$dir/.done"
else
	echo "prepare: $yoga cannot be installed; measured without it" >&2
fi
