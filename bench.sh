#!/usr/bin/env bash
# Measures each figure beside its baseline and prints the ratios: ./bench.sh [filter]
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/.ci/common.sh"

need_tools
need_packages postgresql-15 wrk
dotnet build "$root/bench/Creneau.Bench" -c Release -v q -clp:NoSummary
exec "$root/bench/Creneau.Bench/bin/Release/net10.0/Creneau.Bench" "$@"
