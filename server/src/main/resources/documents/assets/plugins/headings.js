// The headings of the dialog, in the order of the page: Swagger UI chooses them by their size.

const LEVELS = { h3: 2, h4: 3, h2: 4, h6: 4 };

export function headings({ React: { cloneElement, isValidElement } }) {
  const levelled = (node) => (isValidElement(node)
    ? cloneElement(node, LEVELS[node.type] && { 'aria-level': LEVELS[node.type] },
      ...[node.props.children].flat().map(levelled))
    : node);

  const withLevels = (Component) => class extends Component {
    render() {
      return levelled(super.render());
    }
  };

  return { wrapComponents: { authorizationPopup: withLevels, oauth2: withLevels } };
}
