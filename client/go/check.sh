# What client/check does for Go.

readonly OAPI_CODEGEN=v2.8.2

needs() { echo go; }
clients() { echo oapi-codegen openapi-generator; }
version() {
  case $1 in
    oapi-codegen)
      echo "oapi-codegen ${OAPI_CODEGEN#v}" ;;
    openapi-generator)
      echo "openapi-generator go $(openapi_generator_version)" ;;
  esac
}
options() {
  case $1 in
    oapi-codegen) echo "settings file" ;;
    openapi-generator) echo "disallowAdditionalPropertiesIfNotPresent" ;;
  esac
}
prepare() { :; }
generate() {
  cd "$client/go"
  case $1 in
    oapi-codegen)
      rm -rf target/oapicodegen
      mkdir -p target/oapicodegen
      go run "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@$OAPI_CODEGEN" \
        -config oapi-codegen.yaml "$contract" ;;
    openapi-generator)
      rm -rf target/openapigenerator
      openapi_generator -g go -o target/openapigenerator \
        --additional-properties=packageName=tagapi,enumClassPrefix=true,withGoMod=false,disallowAdditionalPropertiesIfNotPresent=false \
        --global-property=apis,models,supportingFiles,apiTests=false,apiDocs=false,modelDocs=false ;;
  esac
}
compile() {
  cd "$client/go"
  [ -z "$(gofmt -l ./*.go | tee /dev/stderr)" ]
  go vet ./...
  go build -o target/conversation .
}
run() { "$client/go/target/conversation" "$@"; }
