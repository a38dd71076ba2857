# What client/check does for R. Packages of Debian: r-base-core r-cran-base64enc r-cran-httr2 r-cran-jsonlite r-cran-r6
# r-cran-stringr

needs() { echo Rscript; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator r $(openapi_generator_version)"; }
options() { echo "library, SECURITY_SCHEMES_FILTER"; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/r/target"
  openapi_generator -g r -o "$client/r/target/generated" --library=httr2 \
    --openapi-normalizer=SECURITY_SCHEMES_FILTER=key:oauth2
}
compile() {
  mkdir "$client/r/target/library"
  R CMD INSTALL --no-docs --library="$client/r/target/library" "$client/r/target/generated"
  Rscript -e 'options(warn = 2)' -e "invisible(parse('$client/r/defaults.R'))"
}
run_short() { R_LIBS="$client/r/target/library" Rscript "$client/r/defaults.R" "${@:2}"; }
