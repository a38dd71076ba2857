# What client/check does for languages that no tool chain of Debian 12 compiles. Their clients are generated, and the code that
# writes an UpdateTagRequest is compared with what was read before: <client>.txt has that code, and above it what it sends.

needs() { :; }
clients() { echo csharp csharp-restsharp csharp-httpclient dart dart-dio elixir powershell swift6; }
version() { echo "openapi-generator ${1/csharp-/csharp, } $(openapi_generator_version)"; }
options() {
  case $1 in
    csharp-*) echo "NullValueHandling.Ignore" ;;
    dart) echo "loses the description: use dart-dio" ;;
    elixir) echo "a map instead of the struct" ;;
    powershell) echo "a PSCustomObject of your own" ;;
    *) echo yes ;;
  esac
}
is_read() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/others/target/$1"
  case $1 in
    csharp-*)
      openapi_generator -g csharp --library="${1#*-}" -o "$client/others/target/$1" ;;
    *)
      openapi_generator -g "$1" -o "$client/others/target/$1" ;;
  esac
}
# C# does not compile where it looks for the length of a Guid.
compile() {
  local file name
  for file in "$client"/others/target/csharp*/src/Org.OpenAPITools/Model/*.cs; do
    for name in $(sed -nE 's/.*public Guid\?? (\w+) .*/\1/p' "$file"); do
      if grep -Hn "this\.$name\.Length" "$file"; then
        return 1
      fi
    done
  done
}

# Prints the lines of a file from one pattern to another.
lines() { sed -n "/$2/,/$3/p" "$1"; }

# Prints the code that decides what is sent.
writer() {
  cd "$client/others/target/$1"
  case $1 in
    csharp)
      lines src/Org.OpenAPITools/Model/UpdateTagRequest.cs 'if (updateTagRequest.Name' 'WriteNull("description")' ;;
    csharp-*)
      grep DataMember src/Org.OpenAPITools/Model/UpdateTagRequest.cs
      grep 'SerializerSettings { get; set; }' src/Org.OpenAPITools/Client/ApiClient.cs ;;
    dart)
      lines lib/model/update_tag_request.dart 'toJson()' 'return json' ;;
    dart-dio)
      lines lib/src/model/update_tag_request.dart 'if (object.name != null)' '^  }' ;;
    elixir)
      lines lib/tag_api/model/update_tag_request.ex '@derive' '\]'
      grep 'add_param(request, :body, :body' lib/tag_api/request_builder.ex ;;
    powershell)
      lines src/PSOpenAPITools/Model/UpdateTagRequest.ps1 'length -lt 1)' 'return $PSO' | sed '/return/q'
      grep 'UpdateTagRequest | ConvertTo-Json' src/PSOpenAPITools/Api/TagsApi.ps1 ;;
    swift6)
      lines Sources/OpenAPIClient/Models/UpdateTagRequest.swift 'func encode' '^    }' ;;
  esac
}
read_code() { diff <(sed '1,/^$/d' "$client/others/$1.txt") <(writer "$1"); }
