# Finds a JDK of at least 25 and puts it into JAVA_HOME. Read by ./hiepdong and ./check, never run by itself.

# The version of the JDK in folder $1; nothing if there is none.
jdk_version() {
    [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
    on_path=$(command -v java) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/java}
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home
    do
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge 25 ]; then
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done
    cat >&2 <<'END'
Cần JDK 25 trở lên (không phải chỉ JRE) nhưng không tìm thấy. Hãy cài đặt rồi chạy lại, ví dụ:
A JDK of version 25 or later (not only a JRE) is needed and none was found. Install one and try again, for example:

  Debian, Ubuntu   apt-get install openjdk-25-jdk, or temurin-25-jdk from packages.adoptium.net
  Fedora           dnf install java-25-openjdk-devel
  macOS            brew install --cask temurin@25
  elsewhere        https://adoptium.net/temurin/releases/?version=25

JAVA_HOME may name its folder; otherwise the usual places are searched.
END
    return 1
}
