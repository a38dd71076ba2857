// Says that something has been copied, which nothing else shows.

const SHOWN = 3000;

export function copied({ React: { createElement: h, useEffect, useState } }) {
  const announced = (Component) => (props) => {
    const [times, setTimes] = useState(0);
    useEffect(() => {
      const timer = times && setTimeout(() => setTimes(0), SHOWN);
      return () => clearTimeout(timer);
    }, [times]);
    const onClick = (event) => event.target.closest('.copy-to-clipboard') && setTimes(times + 1);
    return h('div', { className: 'copied', onClick },
      h(Component, props),
      h('span', { role: 'status' }, times ? 'Copied' : ''));
  };

  return { wrapComponents: { CopyToClipboardBtn: announced, HighlightCode: announced } };
}
