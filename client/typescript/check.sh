# What client/check does for TypeScript. Most of its clients hold the short conversation.

readonly SHORT=(axios typescript hey-api orval rtk-query kubb zodios)

needs() { echo node npm; }
clients() { echo "openapi-fetch typescript-fetch ${SHORT[*]}"; }
version() {
  case $1 in
    openapi-fetch)
      echo "$(npm_version openapi-typescript), $(npm_version openapi-fetch)" ;;
    typescript-fetch)
      echo "openapi-generator typescript-fetch $(openapi_generator_version)" ;;
    axios)
      echo "openapi-generator typescript-axios $(openapi_generator_version)" ;;
    typescript)
      echo "openapi-generator typescript $(openapi_generator_version)" ;;
    hey-api)
      npm_version @hey-api/openapi-ts ;;
    orval)
      npm_version orval ;;
    rtk-query)
      npm_version @rtk-query/codegen-openapi ;;
    kubb)
      npm_version @kubb/plugin-client ;;
    zodios)
      npm_version openapi-zod-client ;;
  esac
}
options() {
  case $1 in
    typescript-fetch) echo importFileExtension ;;
    orval) echo "--client fetch" ;;
    typescript) echo promiseMiddleware ;;
    kubb) echo paramsSerializer ;;
    zodios) echo "paramsSerializer, validate" ;;
    *) echo yes ;;
  esac
}
is_short() { [[ " ${SHORT[*]} " == *" $1 "* ]]; }
npm_version() { sed -n "s|.*\"\($1\)\": \"\([^\"]*\)\".*|\1 \2|p" "$client/typescript/package.json"; }
prepare() {
  cd "$client/typescript"
  npm ci --no-audit --no-fund
}
generate() {
  cd "$client/typescript"
  rm -rf "target/$1"
  case $1 in
    openapi-fetch)
      npm run generate ;;
    typescript-fetch)
      openapi_generator -g typescript-fetch -o target/typescript-fetch \
        --additional-properties=importFileExtension=.js,prefixParameterInterfaces=true \
        --global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false ;;
    axios)
      openapi_generator -g typescript-axios -o target/axios ;;
    typescript)
      openapi_generator -g typescript -o target/typescript ;;
    hey-api)
      node_modules/.bin/openapi-ts --input "$contract" --output target/hey-api ;;
    orval)
      node_modules/.bin/orval --client fetch --input "$contract" --output target/orval/tagApi.ts ;;
    rtk-query)
      mkdir -p target/rtk-query
      node_modules/.bin/rtk-query-codegen-openapi short/rtk-query.json ;;
    kubb)
      node_modules/.bin/kubb generate --config short/kubb.config.mjs ;;
    zodios)
      mkdir -p target/zodios
      node_modules/.bin/openapi-zod-client "$contract" --output target/zodios/index.ts ;;
  esac
}
compile() {
  cd "$client/typescript"
  npm run compile
  node_modules/.bin/tsc --project short
  (cd short && ../node_modules/.bin/esbuild "${SHORT[@]/%/.ts}" --bundle --platform=node --format=esm \
    --external:axios --outdir=../target/short --out-extension:.js=.mjs --log-level=warning)
}
run() { node "$client/typescript/target/build/conversation.js" "$@"; }
run_short() { node "$client/typescript/target/short/$1.mjs" "${@:2}"; }
follow() { follow_page ts=main.ts; }
