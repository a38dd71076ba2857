// Says why Execute sends nothing, and leads to the first field that has to be corrected.

const BODY = { field: '.body-param', errors: ['The request body is missing.'] };

// Where the text of the body is, and not its schema.
const EDIT_VALUE = '.opblock-section-request-body .tablinks[data-name=example]';

const INPUT = ':is(input, select, textarea)';

/** The fields that Swagger UI sends no request with, in the order of the page. */
function invalidFields({ oas3Selectors, specSelectors }, [path, method]) {
  const errors = specSelectors.validationErrors([path, method]);
  const parameters = specSelectors.operationWithMeta(path, method).get('parameters').toArray()
    .map((parameter) => parameter.get('name'))
    .map((name) => ({
      field: `tr[data-param-name="${name}"]`,
      errors: errors.filter((error) => error.startsWith(`For '${name}'`)),
    }))
    .filter((parameter) => parameter.errors.length);
  return oas3Selectors.validateBeforeExecute([path, method]) ? parameters : [...parameters, BODY];
}

/** Of a list, the first item that is invalid. */
function focus(field) {
  (field.querySelector(`${INPUT}.invalid`) ?? field.querySelector(INPUT)).focus();
}

export function refusals(system) {
  const { React: { createElement: h, useState }, specActions, specSelectors } = system;

  return {
    wrapComponents: {
      execute: (Execute) => (props) => {
        const [invalid, setInvalid] = useState([]);
        const { method, path } = props;
        // Until its references are resolved, an operation has no fields, and its request would lack what they hold.
        if (!specSelectors.specResolvedSubtree(['paths', path, method])) {
          return null;
        }
        const onClick = ({ target }) => {
          if (!target.closest('.execute')) {
            return;
          }
          // Swagger UI has validated the fields before the click gets here, and forgotten the result.
          specActions.validateParams([path, method]);
          const found = invalidFields(system, [path, method]);
          setInvalid(found);
          if (found.length) {
            specActions.clearResponse(path, method);
            const operation = target.closest('.opblock');
            if (found.includes(BODY)) {
              operation.querySelector(EDIT_VALUE).click();
            }
            // By the next frame, the fields are marked as invalid.
            requestAnimationFrame(() => focus(operation.querySelector(found[0].field)));
          }
        };
        return h('div', { className: 'execution', onClick },
          h('p', { role: 'alert' },
            invalid.length ? ['Nothing was sent.', ...invalid.flatMap(({ errors }) => errors)].join(' ') : ''),
          h(Execute, props));
      },
    },
  };
}
