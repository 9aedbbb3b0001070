# Sourced by mvnw, layco and the other launchers: sets and exports JAVA_HOME to a JDK of at least version 25, looking at
# JAVA_HOME, at the PATH, then where systems install JDKs. Says in one line what to install if there is none.
layco_jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}
layco_find_jdk() {
  layco_on_path=$(command -v javac 2>/dev/null || true)
  while [ -n "$layco_on_path" ] && [ -L "$layco_on_path" ]; do
    layco_link=$(readlink "$layco_on_path")
    case "$layco_link" in
      /*) layco_on_path=$layco_link ;;
      *) layco_on_path=$(dirname "$layco_on_path")/$layco_link ;;
    esac
  done
  {
    printf '%s\n' "${JAVA_HOME:-}"
    [ -z "$layco_on_path" ] || dirname "$(dirname "$layco_on_path")"
    find /usr/lib/jvm /opt /usr/local /Library/Java/JavaVirtualMachines "$HOME/.sdkman/candidates/java" "$HOME/.jdks" \
      -maxdepth 4 -name javac -path '*/bin/javac' 2>/dev/null | sed 's#/bin/javac$##' | sort
  } | while IFS= read -r layco_home; do
    [ -n "$layco_home" ] || continue
    layco_version=$(layco_jdk_version "$layco_home" || true)
    if [ "${layco_version:-0}" -ge 25 ] 2>/dev/null; then
      printf '%s\n' "$layco_home"
      break
    fi
  done
}
layco_home_found=$(layco_find_jdk)
if [ -z "$layco_home_found" ]; then
  echo "error: LayCO needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25) and set JAVA_HOME." >&2
  exit 3
fi
JAVA_HOME=$layco_home_found
export JAVA_HOME
