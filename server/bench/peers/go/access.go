package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
	"github.com/hashicorp/golang-lru/v2/expirable"
)

// list is a claim that is either an array or words in a string.
type list []string

func (l *list) UnmarshalJSON(data []byte) error {
	var words string
	if json.Unmarshal(data, &words) == nil {
		*l = strings.Fields(words)
		return nil
	}
	return json.Unmarshal(data, (*[]string)(l))
}

type claims struct {
	jwt.RegisteredClaims
	Scope       list `json:"scope"`
	CustomerIDs list `json:"customer_ids"`
}

// access checks access tokens. Those found valid are remembered for a minute, never beyond their expiry.
type access struct {
	keys   keyfunc.Keyfunc
	parser *jwt.Parser
	known  *expirable.LRU[string, *claims]
}

func newAccess(ctx context.Context, issuer string) (*access, error) {
	jwks, err := jwksURI(issuer)
	if err != nil {
		return nil, err
	}
	keys, err := keyfunc.NewDefaultCtx(ctx, []string{jwks})
	if err != nil {
		return nil, err
	}
	return &access{
		keys: keys,
		parser: jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithIssuer(issuer),
			jwt.WithAudience("tag-api"), jwt.WithExpirationRequired()),
		known: expirable.NewLRU[string, *claims](1000, nil, time.Minute),
	}, nil
}

func jwksURI(issuer string) (string, error) {
	u, err := url.Parse(issuer)
	if err != nil {
		return "", err
	}
	for _, address := range []string{
		issuer + "/.well-known/openid-configuration",
		u.Scheme + "://" + u.Host + "/.well-known/oauth-authorization-server" + u.Path,
	} {
		response, err := http.Get(address)
		if err != nil {
			return "", err
		}
		defer response.Body.Close()
		var metadata struct {
			JWKSURI string `json:"jwks_uri"`
		}
		if response.StatusCode == http.StatusOK {
			err := json.NewDecoder(response.Body).Decode(&metadata)
			return metadata.JWKSURI, err
		}
	}
	return "", fmt.Errorf("%s has no metadata", issuer)
}

// check returns an error unless the caller has one of the scopes and may act for the customer.
func (a *access) check(r *http.Request, customer string, scopes ...string) error {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return &failure{status: http.StatusUnauthorized, detail: "Missing or invalid authorization header"}
	}
	caller, err := a.authenticate(token)
	if err != nil {
		return &failure{status: http.StatusUnauthorized, detail: "Missing or invalid authorization header: " + err.Error()}
	}
	if !slices.ContainsFunc(scopes, func(scope string) bool { return slices.Contains(caller.Scope, scope) }) {
		return &failure{status: http.StatusForbidden, detail: "the access token needs the scope " + strings.Join(scopes, " or ")}
	}
	if !slices.Contains(caller.CustomerIDs, "*") && !slices.Contains(caller.CustomerIDs, customer) {
		return &failure{status: http.StatusForbidden, detail: "the access token is not for the customer " + customer}
	}
	return nil
}

func (a *access) authenticate(token string) (*claims, error) {
	if caller, ok := a.known.Get(token); ok && time.Now().Before(caller.ExpiresAt.Time) {
		return caller, nil
	}
	caller := new(claims)
	if _, err := a.parser.ParseWithClaims(token, caller, a.keys.Keyfunc); err != nil {
		return nil, err
	}
	a.known.Add(token, caller)
	return caller, nil
}
