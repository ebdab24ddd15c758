#!/usr/bin/env bash
# Builds the loops of dot products for Arm and runs them beside plain C, by an emulator where this is no Arm.
# Debian's packages: gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
sources=${1:-$here/../../Sources/CDotProducts}
built=$(mktemp -d)
trap 'rm -rf -- "$built"' EXIT
if [[ $(uname -m) == aarch64 ]]; then
  compiler=(cc) emulator=()
else
  compiler=(aarch64-linux-gnu-gcc -static) emulator=(qemu-aarch64 -cpu max)
  for program in aarch64-linux-gnu-gcc qemu-aarch64; do
    command -v "$program" >/dev/null || {
      printf 'Tests/Arm/run.sh: %s is missing: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user\n' \
        "$program" >&2
      exit 1
    }
  done
fi
"${compiler[@]}" -std=gnu11 -O2 -Wall -Werror -I "$sources/include" -o "$built/check" \
  "$here/check_neon.c" "$sources"/*.c -lm
"${emulator[@]}" "$built/check"
