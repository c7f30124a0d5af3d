# Read by run.sh, test.sh, bench.sh and creneau: where things are, and what they need.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=$root/src/Creneau.Web/bin/Release/net10.0/creneau
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

need_tools() {
    command -v dotnet >/dev/null || fail 'The .NET SDK 10 is missing: the command "dotnet" is not found.'
    command -v node >/dev/null || fail 'Node 20 or later is missing: the command "node" is not found.'
    # The built command finds its runtime by itself only where Debian or Microsoft's packages put it.
    export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
}

# Builds the site when a source is newer than the last build, or when there was none.
build_site() {
    local stamp=$root/src/Creneau.Web/obj/built.stamp
    if [ -x "$binary" ] && [ -e "$stamp" ] && [ -z "$(newer_than "$stamp")" ]; then return; fi
    need_tools
    printf 'Building Créneau (a minute or two the first time)...\n' >&2
    dotnet build "$root/src/Creneau.Web" -c Release -v q -clp:NoSummary >&2 || fail 'The build failed.'
    touch "$stamp"
}

# Folders count too: a file that was removed leaves its trace there.
newer_than() {
    find "$root/src" "$root"/Directory.*.props "$root/global.json" \
        \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/built' \) -prune \
        -o -newer "$1" -print -quit
}

# Installs the Debian packages named, those only that are missing.
need_packages() {
    local missing=() sudo=
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Missing packages. As root: apt-get install ${missing[*]}"
        sudo=sudo
    fi
    say "Installing ${missing[*]}"
    $sudo apt-get update -qq || fail 'apt-get update failed.'
    case " ${missing[*]} " in *' postgresql-15 '*) postgresql_without_cluster ;; esac
    apt_install "${missing[@]}"
}

apt_install() {
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null ||
        fail "apt-get install $* failed."
}

# The tests start their own clusters: Debian's ready-made one is neither wanted nor started.
postgresql_without_cluster() {
    local folder=/etc/postgresql-common/createcluster.d setting
    setting=$folder/creneau-tests.conf
    apt_install postgresql-common
    $sudo mkdir -p "$folder"
    echo 'create_main_cluster = false' | $sudo tee "$setting" >/dev/null
    apt_install postgresql-15
    $sudo rm -f "$setting"
}
