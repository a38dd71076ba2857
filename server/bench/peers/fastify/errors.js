const CODES = {
  400: ['4000000', 'RESOURCE_INVALID_PARAM'],
  401: ['40100000', 'AUTHORIZATION_FAIL'],
  403: ['40300000', 'FORBIDDEN_ACCESS'],
  404: ['4040000', 'RESOURCE_NOT_FOUND'],
  413: ['41300000', 'PAYLOAD_TOO_LARGE'],
  415: ['41500000', 'UNSUPPORTED_MEDIA_TYPE'],
  500: ['50000000', 'INTERNAL_SERVER_ERROR'],
};

export function failure(statusCode, message) {
  return Object.assign(new Error(message), { statusCode });
}

export function errorBody(result, error) {
  const missing = error.validation?.some(({ keyword }) => keyword === 'required');
  const [code, message] = missing ? ['4000001', 'MISSING_REQUIRED_PARAM'] : (CODES[result] ?? CODES[500]);
  return { result, code, message, data: result < 500 ? error.message : 'An unexpected error occurred' };
}
