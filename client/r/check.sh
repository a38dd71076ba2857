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
  mkdir -p "$client/r/target/library"
  openapi_generator -g r -o "$client/r/target/generated" --library=httr2 \
    --openapi-normalizer=SECURITY_SCHEMES_FILTER=key:oauth2
  # The first library is the one to install to.
  R_LIBS=$client/r/target/library R CMD INSTALL --no-docs "$client/r/target/generated"
}
compile() {
  Rscript -e 'options(warn = 2)' -e "invisible(parse('$client/r/defaults.R'))"
}
run_short() { R_LIBS="$client/r/target/library" Rscript "$client/r/defaults.R" "${@:2}"; }
follow() {
  mkdir -p "$client/r/target/page"
  R_LIBS=$client/r/target/page follow_page r=main.R
}
