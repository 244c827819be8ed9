#!/bin/sh
# Makes the projects and the judge of the differential run on real mini-programs, in a
# folder outside the repository. Nothing of them is ours and nothing of them is kept here.
#
#   prepare.sh [DIR]     default ${XDG_CACHE_HOME:-$HOME/.cache}/diorama-judges
#
# Sources are git directories or addresses, by default those on GitHub:
#   DIORAMA_SRC_DEMO DIORAMA_SRC_SKYLINE DIORAMA_SRC_TDESIGN DIORAMA_SRC_VANT DIORAMA_SRC_WEUI
# The judge (WeChat's compiler and component runtime) and the component libraries come
# from npm. DIORAMA_EXPARSER names a folder where the judge is installed already.
# What cannot be reached is said and passed over.
#
# projects/ is without style sheets, for the judge that has no layout; styled/ has them
# all, for the comparison with Chromium.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/diorama-judges}
mkdir -p "$dir/src" "$dir/npm" "$dir/projects" "$dir/styled"
dir=$(cd "$dir" && pwd)
demo=${DIORAMA_SRC_DEMO:-https://github.com/wechat-miniprogram/miniprogram-demo.git}
skyline=${DIORAMA_SRC_SKYLINE:-https://github.com/wechat-miniprogram/awesome-skyline.git}
tdesign=${DIORAMA_SRC_TDESIGN:-https://github.com/Tencent/tdesign-miniprogram.git}
vant=${DIORAMA_SRC_VANT:-https://github.com/youzan/vant-weapp.git}
weui=${DIORAMA_SRC_WEUI:-https://github.com/wechat-miniprogram/weui-miniprogram.git}

say() { echo "prepare: $*" >&2; }

# pinned versions: the numbers of two runs can be compared
judge='miniprogram-simulate@1.6.2 jsdom@20.0.0 esbuild@0.21.5'
easel='glass-easel@0.12.1 glass-easel-template-compiler@1.1.0 glass-easel-miniprogram-adapter@0.12.1 jsdom@20.0.0'
demo_libraries='miniprogram-barrage@1.1.0 miniprogram-recycle-view@0.1.5 wxml-to-canvas@1.1.1 threejs-miniprogram@0.0.3'
icons='@vant/icons@3.0.2'
less='less@4.2.0 weui-wxss@2.6.26'
libraries='tdesign-miniprogram@1.16.0 @vant/weapp@1.11.7 weui-miniprogram@1.5.6'

npm_install() { # folder, packages
	folder=$1; shift
	[ -f "$folder/.done" ] && [ "$(cat "$folder/.done")" = "$*" ] && return 0
	mkdir -p "$folder"
	[ -f "$folder/package.json" ] || echo '{"private":true}' >"$folder/package.json"
	# shellcheck disable=SC2086
	(cd "$folder" && npm install --no-audit --no-fund --loglevel=error "$@") >&2 || return 1
	echo "$*" >"$folder/.done"
}

# checkout NAME SOURCE [COMMIT]: the files of it, else of HEAD, below $dir/src/NAME, Less compiled
checkout() {
	files "$1" "$2" "${3:-HEAD}" && { [ -f "$dir/src/$1/.styles" ] || node "$here/styles.js" "$dir/less" "$dir/src/$1"; } && touch "$dir/src/$1/.styles"
}

files() {
	out=$dir/src/$1
	if [ -d "$2" ]; then
		at=$(git --git-dir="$2" rev-parse "$3") || return 1
		[ -f "$out/.submodules" ] && [ "$(cat "$out/.at")" = "$at" ] && return 0
		rm -rf "$out" && mkdir -p "$out"
		git --git-dir="$2" archive "$at" | tar -x -C "$out" || return 1
		git --git-dir="$2" ls-tree -r "$at" | grep '^160000' >"$out/.submodules" || true
		echo "$at" >"$out/.at"
		return 0
	fi
	[ -f "$out/.submodules" ] && return 0
	rm -rf "$out"
	GIT_TERMINAL_PROMPT=0 git clone -q --depth 1 "$2" "$out" >&2 || return 1
	if [ "$3" != HEAD ]; then
		git -C "$out" fetch -q --depth 1 origin "$3" && git -C "$out" checkout -q FETCH_HEAD || return 1
	fi
	git -C "$out" ls-tree -r HEAD | grep '^160000' >"$out/.submodules" || true
	git -C "$out" rev-parse HEAD >"$out/.at"
}

if [ -z "${DIORAMA_EXPARSER:-}" ]; then
	# shellcheck disable=SC2086
	npm_install "$dir/exparser" $judge || { say "npm does not give the judge; nothing can be compared"; exit 1; }
fi
judge_dir=${DIORAMA_EXPARSER:-$dir/exparser}
# shellcheck disable=SC2086
npm_install "$dir/glass-easel" $easel || say "npm does not give glass-easel; what only it judges is passed over"
npm_install "$dir/npm" $libraries || say "npm does not give the component libraries"
modules=$dir/npm/node_modules
# shellcheck disable=SC2086
npm_install "$dir/less" $less || say "npm does not give Less; sheets written in it are missing from styled/"

# assemble NAME runs make_NAME with an empty folder, then finishes it with and without styles.
assemble() {
	target=$dir/projects/$1
	rm -rf "$target" && mkdir -p "$target"
	if "make_$1" "$target"; then
		rm -rf "$dir/styled/$1" && cp -R "$target" "$dir/styled/$1"
		node "$here/assemble.js" "$judge_dir" "$target"
		node "$here/assemble.js" "$judge_dir" "$dir/styled/$1" styled
		say "$1: $target"
	else
		rm -rf "$target"
		say "$1: a source is missing, passed over"
	fi
}

make_demo() {
	checkout demo "$demo" || return 1
	cp -R "$dir/src/demo/miniprogram/." "$1"
	# its package of Skyline examples is a repository of its own, of one commit
	at=$(awk '$4 ~ /packageSkylineExamples$/ { print $3 }' "$dir/src/demo/.submodules")
	if [ -n "$at" ] && checkout skyline "$skyline" "$at"; then
		cp -R "$dir/src/skyline/." "$1/packageSkylineExamples"
	else
		say "demo: its packageSkylineExamples is not reached; those pages have no files"
	fi
	# its useExtendedLib and its own packages, as the developer tools put them there
	mkdir -p "$1/miniprogram_npm"
	[ -d "$modules/weui-miniprogram" ] && cp -R "$modules/weui-miniprogram/miniprogram_dist" "$1/miniprogram_npm/weui-miniprogram"
	npm_install "$dir/demo-npm" $demo_libraries && node "$here/npm.js" "$judge_dir" "$dir/demo-npm" "$1/miniprogram_npm" || say "npm does not give the demo's packages"
}

# As its gulpfile.example.js: the example app, every _example folder as a page folder.
make_tdesign() {
	checkout tdesign "$tdesign" && [ -d "$modules/tdesign-miniprogram" ] || return 1
	src=$dir/src/tdesign/packages
	cp -R "$src/tdesign-miniprogram/example/." "$1"
	for e in "$src"/components/*/_example "$src"/pro-components/chat/*/_example; do
		name=$(basename "$(dirname "$e")")
		mkdir -p "$1/pages/$name"
		cp -R "$e/." "$1/pages/$name"
	done
	mkdir -p "$1/miniprogram_npm"
	cp -R "$modules/tdesign-miniprogram/miniprogram_dist" "$1/miniprogram_npm/tdesign-miniprogram"
}

# As its build/compiler.js: the packages' demo folders lie beside the built components.
make_vant() {
	checkout vant "$vant" && [ -d "$modules/@vant/weapp" ] || return 1
	cp -R "$dir/src/vant/example/." "$1"
	rm -rf "$1/dist"
	mkdir -p "$1/miniprogram_npm/@vant"
	npm_install "$dir/icons" "$icons" && cp -R "$dir/icons/node_modules/@vant/icons" "$1/miniprogram_npm/@vant/icons"
	cp -R "$modules/@vant/weapp/dist" "$1/dist"
	# the icons without a network: as data from the package that they come from
	font=$(grep -o "url('data:font/woff2[^']*')" "$dir/icons/node_modules/@vant/icons/src/encode-woff2.less" | head -n 1)
	if [ -n "$font" ]; then
		{ echo "s~url(//at.alicdn.com/[^)]*woff2[^)]*)~$font~"; } >"$dir/icons/sed"
		sed -f "$dir/icons/sed" "$1/dist/icon/index.wxss" >"$1/icon.new" && mv "$1/icon.new" "$1/dist/icon/index.wxss"
	fi
	for d in "$dir"/src/vant/packages/*/demo; do
		name=$(basename "$(dirname "$d")")
		mkdir -p "$1/dist/$name/demo"
		cp -R "$d/." "$1/dist/$name/demo"
		for f in $(find "$1/dist/$name/demo" -name '*.json'); do
			sed 's,/example,,' "$f" >"$f.new" && mv "$f.new" "$f"
		done
	done
}

make_weui() {
	checkout weui "$weui" && [ -d "$modules/weui-miniprogram" ] || return 1
	cp -R "$dir/src/weui/src/." "$1"
	rm -rf "$1/components"
	cp -R "$modules/weui-miniprogram/miniprogram_dist" "$1/components"
}

for p in demo tdesign vant weui; do assemble $p; done
