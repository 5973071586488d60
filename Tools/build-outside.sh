#!/usr/bin/env bash
# Builds a package that uses ours in our own build folder, so that swift-syntax is built once and not for
# every such package. SwiftPM keeps one build plan a folder and would take it for any package's, hence it
# is forgotten when the package changes, and at the end, so that the next build here plans anew.
# Usage: build-outside.sh PACKAGE [OPTION of swift build ...]
set -euo pipefail
package=$1
shift
built=$(cd "$(dirname "$0")/.." && pwd)/.build
rm -f "$built/debug.yaml"
trap 'rm -f "$built/debug.yaml"' EXIT
swift build --package-path "$package" --scratch-path "$built" "$@"
