#!/bin/sh
# guardian.sh <seconds of grace> <program> [argument …]
# Runs a foreign program and ends it when the pipe on file descriptor 3 closes, which it does however the process at its other
# end went, kill -9 included. Writes the program's pid into that pipe. Plain shell: a second Node process for each server would
# cost 40 MB and 50 ms. The watcher is a process of its own, so that it also outlives a killed guardian.
trap '' PIPE
grace=$(($1 * 10))
shift
"$@" 3<&- &
child=$!
(
  read -r _ <&3
  kill -TERM "$child" 2>/dev/null
  i=0
  while [ "$i" -lt "$grace" ] && kill -0 "$child" 2>/dev/null; do
    i=$((i + 1))
    sleep 0.1
  done
  kill -KILL "$child" 2>/dev/null
) &
watcher=$!
echo "$child" >&3
wait "$child"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
