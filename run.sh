#!/usr/bin/env bash
# Builds Créneau if needed and serves the demonstration: ./run.sh [--port 5080] [--data DIR]
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/.ci/common.sh"

port=5080
data=$root/data
while [ $# -gt 0 ]; do
    case $1 in
    --port) port=${2:?--port needs a number} && shift 2 ;;
    --data) data=$(realpath -m "${2:?--data needs a folder}") && shift 2 ;;
    *) fail 'Usage: ./run.sh [--port 5080] [--data DIR]' ;;
    esac
done

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# The demonstration's references are printed once, when it is made; they are kept to be shown at each start.
make_or_migrate() {
    local summary=$data/demo.txt made
    if [ -d "$data" ] && [ -n "$(ls -A "$data")" ]; then
        "$binary" migrate --data "$data"
    else
        mkdir -p "$data"
        made=$("$binary" demo --data "$data") || fail "$made"
        printf '%s\n' "$made" >"$summary"
    fi
    if [ -e "$summary" ]; then cat "$summary"; fi
}

# Waits beside the server, whose process this script becomes, and speaks once it answers.
announce() {
    until taken; do
        sleep 0.2
        kill -0 $$ 2>/dev/null || return 0
    done
    printf '\n  Créneau       http://localhost:%s\n' "$port"
    printf '  Town halls    http://localhost:%s/agents/connexion   (accounts of the demonstration above)\n' "$port"
    printf '  Messages      http://localhost:%s/dev/messages   (codes and confirmations of the demonstration)\n' "$port"
    printf '  Health        http://localhost:%s/health/ready\n' "$port"
    printf '  Data          %s\n  Stop          Ctrl+C\n\n' "$data"
}

if taken; then fail "Port $port is taken. Another one: ./run.sh --port $((port + 1))"; fi
need_tools
build_site
make_or_migrate
announce &
exec "$binary" serve --data "$data" --port "$port"
