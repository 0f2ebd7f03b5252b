# Sourced by the other scripts: where things are, and how missing ones are installed.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top"

say() { printf '%s\n' "$*"; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# need WHY PACKAGE...: installs Debian packages that are missing, and says so.
need() {
    local why=$1 missing=() package
    shift
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "needs ${missing[*]} ($why): install them as root, then run this again"
        root=(sudo)
    fi
    say "Installing ${missing[*]} ($why) …"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >/dev/null || fail "apt-get could not install ${missing[*]}: see the lines above"
}

need_build_tools() {
    need "what a Swift toolchain and the C libraries of this project need to build" \
        binutils gcc git libc6-dev libcurl4-openssl-dev libedit2 libncurses6 libsqlite3-dev libstdc++-12-dev libxml2 \
        ca-certificates pkg-config tzdata zlib1g-dev
    command -v swift >/dev/null || PATH=$PATH:/opt/swift/usr/bin
    command -v swift >/dev/null || fail "needs a Swift 6.3 toolchain on PATH: see https://www.swift.org/install/linux"
}

# build CONFIGURATION [ARGUMENT...]: swift build with one progress line on a terminal; the log is shown on failure.
build() {
    local configuration=$1 log
    shift
    # What is released runs where no Swift is installed, and a call into a library in another file costs more.
    [ "$configuration" != release ] || set -- --static-swift-stdlib "$@"
    log=$(mktemp)
    if [ -t 1 ]; then
        swift build -c "$configuration" "$@" 2>&1 | tee "$log" \
            | awk '/^\[[0-9]+\/[0-9]+\]/ { printf "\r\033[KBuilding (%s) %.60s", $1, $2 " " $3 " " $4; fflush() }
                   END { printf "\r\033[K" }' || true
    else
        say "Building ($configuration) …"
        swift build -c "$configuration" "$@" >"$log" 2>&1 || true
    fi
    if ! grep -q 'Build complete!\|Build of .* complete!' "$log"; then
        cat "$log" >&2
        rm -f "$log"
        fail "the build failed: see the errors above"
    fi
    rm -f "$log"
}
