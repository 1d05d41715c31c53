# Sourced by run, test and sipring. $root is the folder of the repository.
# Everything is said on standard error: the output of a verb stays its own.

started=$SECONDS
step() { printf '  %-14s%s\n' "$1" "$2" >&2; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$1" >&2; exit 1; }

# Finds the .NET SDK 10 in PATH, DOTNET_ROOT or ~/.dotnet, and puts it first in PATH.
find_sdk() {
  local folder
  for folder in "" "${DOTNET_ROOT:-}" "$HOME/.dotnet"; do
    if [ -n "$folder" ]; then
      [ -x "$folder/dotnet" ] || continue
      export DOTNET_ROOT=$folder PATH="$folder:$PATH"
    fi
    # The folder listing, not "dotnet --list-sdks", which takes a tenth of a second and needs libicu already.
    local program
    program=$(command -v dotnet) || continue
    compgen -G "$(dirname "$(readlink -f "$program")")/sdk/10.*" > /dev/null && return 0
  done
  fail "the .NET SDK 10 is missing; install the package dotnet-sdk-10.0 (on Debian after adding Microsoft's package source), or unpack the SDK into ~/.dotnet."
}

# need_packages PACKAGE...: installs what is missing from the machine's own Debian or Ubuntu archive. "libicu" stands for
# the release's own, whose name has a number.
need_packages() {
  local missing=() package sudo=
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null || fail "these Debian packages are missing and there is no apt-get: ${missing[*]}."
  local names
  names=$(named "${missing[@]}")
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || fail "these packages are missing; let root run: apt-get install --no-install-recommends $names"
    sudo=sudo
  fi
  step Packages "installing ${missing[*]}"
  local log
  log=$(mktemp)
  # A service that a package would start is not wanted: SipRing and its tests start their own.
  if ! { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq update && install_quietly "$sudo" $(named "${missing[@]}"); } > "$log" 2>&1; then
    local says command="apt-get install --no-install-recommends $names"
    says=$(grep -m 1 '^E:' "$log" || tail -1 "$log")
    if grep -qE 'Temporary failure|Could not (resolve|connect)|Unable to connect|Network is unreachable|timed out' "$log"; then
      says="the package archive of this machine's apt cannot be reached; check the network (or the proxy of apt) and start again. apt says: ${says:0:200}"
    elif grep -qiE 'No space left|enough free space' "$log"; then
      says="the disk is full; free some space and start again."
    else
      says="the packages could not be installed; let root run: $command (apt says: ${says:0:200})"
    fi
    rm -f "$log"
    fail "$says"
  fi
  rm -f "$log"
}

install_quietly() { # SUDO PACKAGE...
  local sudo=$1 policy=/usr/sbin/policy-rc.d made= result=0
  shift
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" > /dev/null && $sudo chmod +x "$policy" && made=yes
  fi
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "$@" || result=$?
  [ -z "$made" ] || $sudo rm -f "$policy"
  return $result
}

# What .NET itself needs and a bare machine may not have.
need_runtime_libraries() {
  local libraries=()
  compgen -G '/usr/lib/*/libicuuc.so.*' > /dev/null || compgen -G '/lib/*/libicuuc.so.*' > /dev/null || libraries+=(libicu)
  [ -f /usr/share/zoneinfo/Europe/Moscow ] || libraries+=(tzdata)
  [ -f /etc/ssl/certs/ca-certificates.crt ] || libraries+=(ca-certificates)
  [ ${#libraries[@]} -eq 0 ] || need_packages "${libraries[@]}"
}

# named PACKAGE...: the same, in one line, as the package lists know them now. Without lists, libicu is what depends on it.
named() {
  local icu
  icu=$(apt-cache pkgnames libicu 2> /dev/null | grep -E '^libicu[0-9]+$' | sort -V | tail -1) || true
  echo " $* " | sed "s/ libicu / ${icu:-libicu-dev} /; s/^ //; s/ $//"
}

readonly products="$root/artifacts/product"

# The folder of the built server, or nothing.
built_product() {
  local name
  name=$(cat "$products/current" 2> /dev/null) && [ -f "$products/$name/sipring.dll" ] && echo "$products/$name"
}

# True where nothing that the server is made of is newer than the build. A removed file makes its folder newer.
product_is_fresh() {
  [ -f "$products/current" ] && built_product > /dev/null || return 1
  local inputs=("$root"/src "$root"/pbx "$root"/Directory.*.props "$root"/global.json "$root"/BannedSymbols.txt "$root"/.editorconfig)
  [ -z "$(find "${inputs[@]}" -newer "$products/current" -print -quit)" ]
}

# Asterisk for the home folders that have none of their own; what it says becomes steps.
fetch_asterisk() {
  "$root/pbx/fetch-asterisk" 2>&1 | sed 's/^asterisk: /  Asterisk      /' >&2
}

# Builds the server into a folder of its own: an instance that runs from the folder before is not disturbed.
# In a shell of its own, whose lock and leftovers go with it.
build_product() (
  log=$root/artifacts/build.log
  mkdir -p "$products"
  exec 8> "$products/lock"
  flock -n 8 || { step Build "another build is running; waiting"; flock 8; }
  ! product_is_fresh || exit 0
  step Build "building the server (a minute or two the first time)"
  name=$(date +%Y%m%d-%H%M%S)-$BASHPID
  stamp=$products/.stamp-$name
  touch "$stamp"
  trap 'rm -f "$stamp"; [ "$(built_product)" = "$products/$name" ] || rm -rf "${products:?}/$name"' EXIT
  trap 'exit 143' INT TERM HUP
  # Without the servers of the build, which would stay for a quarter of an hour with half a gigabyte.
  if ! dotnet publish "$root/src/SipRing.Server" -c Release -o "$products/$name" -v q --nologo --disable-build-servers \
      -p:DebugType=embedded 8>&- < /dev/null > "$log" 2>&1; then
    if grep -qE 'NU1301|NU1101|Unable to load the service index' "$log"; then
      fail "the NuGet packages cannot be fetched; check the network (or NuGet's configuration) and start again. See $log."
    elif grep -qi 'No space left' "$log"; then
      fail "the disk is full; free some space and start again."
    fi
    grep -E 'error' "$log" | sort -u | head -5 >&2
    fail "the server could not be built; see $log."
  fi
  # The time of the stamp is that of the beginning: what was edited meanwhile is built next time.
  echo "$name" > "$stamp.name"
  touch -r "$stamp" "$stamp.name"
  mv -f "$stamp.name" "$products/current"
  # The one before may still run; older ones go.
  find "$products" -mindepth 1 -maxdepth 1 -type d | sort | head -n -2 | xargs -r rm -rf
)
