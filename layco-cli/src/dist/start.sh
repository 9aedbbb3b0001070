# Sourced by the launchers: layco_start HEAP MAIN ARGUMENT... runs a command on "$JAVA_HOME" with the class path $CLASSPATH.
#   LAYCO_HEAP        maximum Java heap instead of HEAP
#   LAYCO_JAVA_OPTS   further options for the Java virtual machine

layco_cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/layco

# Native libraries unpack into a directory of this process; those of processes that no longer live are removed.
layco_natives() {
  mkdir -p "$layco_cache/natives"
  for layco_old in "$layco_cache/natives"/*; do
    [ -d "$layco_old" ] || continue
    kill -0 "${layco_old##*/}" 2>/dev/null || rm -rf "$layco_old"
  done
  natives=$layco_cache/natives/$$
  rm -rf "$natives"
  mkdir "$natives"
}

# Only commands that compute on crossbars load the Vector module, which slows the start of the others; those are done before
# the second compiler and parallel collection would pay.
layco_machine() {
  machine="-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
  case " $* " in *" --help "* | *" -h "*) return ;; esac
  for argument in "$@"; do
    case "$argument" in
      # Bounds of vector accesses are checked in every test; here they would cost a twentieth of the time.
      run | check | evaluate | characterize | sweep | explore | train | pretrain)
        machine="-XX:+UseParallelGC --add-modules=jdk.incubator.vector -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
        break ;;
      -*) ;;
      *) break ;;
    esac
  done
}

layco_start() {
  heap=$1 main=$2
  shift 2
  layco_natives
  layco_machine "$@"
  # Progress is redrawn in place only where somebody watches it, even if the result goes to a file.
  terminal=
  if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then
    terminal=-Dlayco.terminal=true
  fi
  # Waiting threads of PyTorch must sleep: the default is to spin, which is several times slower on a busy machine.
  OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
  export CLASSPATH OMP_WAIT_POLICY
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" "-Xmx${LAYCO_HEAP:-$heap}" -Xshare:auto --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow $machine $terminal "-Djava.io.tmpdir=$natives" ${LAYCO_JAVA_OPTS:-} "$main" "$@"
}
