#!/usr/bin/env bash
# Short training runs under ThreadSanitizer: two replicas, everything that a step can do, a resume.
#
#   Tests/thread-sanitizer.sh          builds into .build/thread-sanitizer (minutes the first time)
#
# Shows the report, and ends with another status than 0, when threads race for memory.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
readonly scratch=.build/thread-sanitizer

swift build -c release --sanitize=thread --scratch-path "$scratch" --product workbook
program=$(swift build -c release --sanitize=thread --scratch-path "$scratch" --show-bin-path)/workbook

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
for ((i = 0; i < 12; i++)); do
  mkdir -p "$folder/text"
  for ((j = 0; j < 40; j++)); do
    printf 'Line %d of ledger %d holds %d crowns.\n' "$j" "$i" $((i * j * 7919 % 1000))
  done >"$folder/text/$i.txt"
done

export TSAN_OPTIONS="exitcode=66 second_deadlock_stack=1"
# pretrain SECONDS OPTION…: a run, interrupted as by Ctrl-C if it takes that long.
pretrain() {
  # What is seen is shown, and kept for the verdict.
  timeout --signal=INT "$1" "$program" pretrain --corpus "$folder/text" --tokenizer bytes \
    --layers 2 --heads 2 --width 32 --context 32 --batch 4 --replicas 2 "${@:2}" 2>&1 \
    | tee -a "$folder/log"
}
pretrain 60 --steps 6 --out "$folder/plain"
pretrain 60 --steps 6 --out "$folder/full" --accumulation 2 --z-loss 1e-4 --recompute \
  --packing documents --document-attention
pretrain 1 --steps 1000 --out "$folder/interrupted" || true
pretrain 300 --steps 1000 --out "$folder/interrupted" --resume

if grep -q 'WARNING: ThreadSanitizer' "$folder/log"; then
  echo 'ThreadSanitizer reported a race: see above' >&2
  exit 1
fi
echo 'ThreadSanitizer: no report'
