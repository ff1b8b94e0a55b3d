#!/usr/bin/env bash
# Publishes one folder with provenance, from a GitHub Action. Without NPM_TOKEN npm has to trust the workflow.
set -euo pipefail

folder=$(cd "$1" && pwd)
if [ -n "${NPM_TOKEN:-}" ]; then
	registry=$(npm config get registry)
	npm config set --location=user "${registry#https:}:_authToken" "$NPM_TOKEN"
fi
npm publish "$folder" --provenance --access public
