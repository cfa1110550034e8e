#!/usr/bin/env bash
# Brings what the full tests need and Python's packages cannot: a browser, Java and Maven for Neo4j. Says what stays missing.
set -u
missing() { ! command -v "$1" >/dev/null 2>&1; }
want=()
missing chromium && missing chromium-browser && missing google-chrome && want+=(chromium)
missing java && want+=(openjdk-17-jre-headless)
missing mvn && want+=(maven)
if [ ${#want[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian packages for the tests: ${want[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${want[@]}" >/dev/null
  else
    echo "Not installed, and not mine to install here: ${want[*]}. The tests that need them will be skipped, by name, at the end."
  fi
fi
exit 0
