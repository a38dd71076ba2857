# What client/check does for Go. One of its clients holds the short conversation.

readonly OAPI_CODEGEN=v2.8.2

needs() { echo go; }
clients() { echo oapi-codegen openapi-generator ogen; }
version() {
  case $1 in
    oapi-codegen)
      echo "oapi-codegen ${OAPI_CODEGEN#v}" ;;
    openapi-generator)
      echo "openapi-generator go $(openapi_generator_version)" ;;
    ogen)
      sed -n 's:.*ogen-go/\(ogen\) v:\1 :p' "$client/go/go.mod" ;;
  esac
}
options() {
  case $1 in
    oapi-codegen) echo "settings file" ;;
    openapi-generator) echo "disallowAdditionalPropertiesIfNotPresent" ;;
    ogen) echo yes ;;
  esac
}
is_short() { [ "$1" = ogen ]; }
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
    ogen)
      go run "github.com/ogen-go/ogen/cmd/ogen@$(sed -n 's:.*ogen-go/ogen ::p' go.mod)" \
        --target target/ogen --package tagapi --clean "$contract" ;;
  esac
}
compile() {
  cd "$client/go"
  [ -z "$(gofmt -l ./*.go ogen | tee /dev/stderr)" ]
  go vet ./...
  go build -o target/conversation .
  go build -o target/short ./ogen
}
run() { "$client/go/target/conversation" "$@"; }
run_short() { "$client/go/target/short" "${@:2}"; }
follow() { follow_page go=main.go; }
