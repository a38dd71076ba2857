// Command peer serves two operations of the Tag API.
package main

import (
	"cmp"
	"context"
	"log"
	"net/http"
	"os"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
)

//go:generate go tool oapi-codegen -config codegen.yaml ../../../../spec/released/1.0.0.yaml

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	config.MaxConns = 8
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	access, err := newAccess(ctx, os.Getenv("ISSUER"))
	if err != nil {
		return err
	}
	handler := HandlerWithOptions(&server{access, &store{pool}}, StdHTTPServerOptions{
		BaseURL:          "/tag/v1",
		ErrorHandlerFunc: func(w http.ResponseWriter, _ *http.Request, err error) { fail(w, invalid(err)) },
	})
	return http.ListenAndServe("127.0.0.1:"+cmp.Or(os.Getenv("PORT"), "8080"), withRequestID(handler))
}

func withRequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", uuid.NewString())
		next.ServeHTTP(w, r)
	})
}
