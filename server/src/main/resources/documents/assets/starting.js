// Before the other scripts: where the start of Swagger UI fails, its place would stay empty. It says what cannot be loaded.

function reasonOf({ error, target }) {
  if (error) {
    return error.message;
  }
  const name = target.src.split('/').at(-1);
  return `${name}${target.type === 'module' ? ', or a plugin that it imports,' : ''} cannot be loaded`;
}

window.addEventListener('error', (event) => {
  const page = document.getElementById('swagger-ui');
  // The first error is the reason for those that follow. Where Swagger UI starts all the same, it replaces the message.
  if ((event.error || event.target.localName === 'script') && !page.hasChildNodes()) {
    const message = document.createElement('p');
    message.className = 'inner';
    message.setAttribute('role', 'alert');
    message.textContent = `The operations cannot be shown: ${reasonOf(event)}. Reload the page to try again.`;
    page.append(message);
  }
}, true);
