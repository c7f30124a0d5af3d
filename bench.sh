#!/usr/bin/env bash
# Measures each figure beside its baseline and prints the ratios: ./bench.sh [search|api|booking|agenda|hours|bytes|memory|start]...
# The first run makes a demo of France on PostgreSQL (ten minutes, 7 GB) and keeps it under artifacts/bench-postgres.
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/.ci/common.sh"

need_tools
need_packages postgresql-15 wrk
dotnet build "$root/bench/Creneau.Bench" -c Release -v q -clp:NoSummary
exec "$root/bench/Creneau.Bench/bin/Release/net10.0/Creneau.Bench" "$@"
