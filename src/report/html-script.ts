/**
 * What sorts and filters the table of the report page, and, in an editor, asks it for what the page cannot do.
 */
export const PAGE_SCRIPT = `
(() => {
  const host = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  document.addEventListener('click', (event) => {
    const { ask, place } = event.target.closest('[data-ask], [data-place]')?.dataset ?? {};
    if (ask !== undefined) host?.postMessage({ ask });
    else if (place !== undefined) host?.postMessage({ ask: 'open', place: Number(place) });
  });
  const form = document.querySelector('.filter');
  const body = document.querySelector('.findings tbody');
  if (!form || !body) return;
  const { words, verdict } = form.elements;
  const heads = [...document.querySelectorAll('.findings th')];
  const facets = [...document.querySelectorAll('[data-facet]')];
  const states = [...document.querySelectorAll('.total')];
  const more = document.querySelector('.more');
  const step = Number(more?.dataset.rows ?? Infinity);
  let limit = step;
  const natural = new Intl.Collator(undefined, { numeric: true });
  const rows = [...body.rows].map((row, place) => ({ row, place, text: row.textContent.toLowerCase(), cells: [...row.cells].map((cell) => cell.textContent) }));
  const holds = {
    product: ({ cells }, value) => cells[2] === value,
    format: ({ cells }, value) => cells[4] === value,
    folder: ({ cells }, value) => (value === '(no folder)' ? !cells[0].includes('/') : cells[0].startsWith(value + '/')),
  };
  let sorted = { column: -1, up: true };
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const chosen = facets.filter((each) => each.ariaPressed === 'true').map(({ dataset }) => dataset);
    let shown = 0;
    for (const each of rows) {
      const { row, text } = each;
      row.hidden = (verdict.value !== '' && row.dataset.verdict !== verdict.value) || !wanted.every((word) => text.includes(word)) ||
        !chosen.every(({ facet, value }) => holds[facet](each, value));
      if (!row.hidden) shown++;
      row.classList.toggle('later', shown > limit);
    }
    if (more) more.hidden = shown <= limit;
    form.querySelector('output').value = shown + ' of ' + rows.length;
    for (const each of states) each.ariaPressed = String(each.dataset.verdict === verdict.value);
    form.elements.reset.hidden = wanted.length + chosen.length === 0 && verdict.value === '';
    host?.setState({ words: words.value, verdict: verdict.value, chosen: chosen.map(({ facet, value }) => [facet, value]), sorted });
  };
  const sort = (column, up) => {
    sorted = { column, up };
    heads.forEach((each, index) => each.setAttribute('aria-sort', index !== column ? 'none' : up ? 'ascending' : 'descending'));
    // Few words stand in many rows; places come in their order.
    const named = column > 1 ? [...new Set(rows.map(({ cells }) => cells[column]))].sort(natural.compare) : [];
    const ranks = new Map(named.map((name, rank) => [name, rank]));
    const key = ({ row, place, cells }) =>
      column === 0 ? place : column === 1 ? Number(row.dataset.rank) : ranks.get(cells[column]);
    rows.sort((a, b) => (key(a) - key(b)) * (up ? 1 : -1));
    // Taken out and put back at once, or else the browser looks at the table anew for each row.
    const all = document.createDocumentFragment();
    body.replaceChildren();
    for (const { row } of rows) all.append(row);
    body.append(all);
  };
  form.addEventListener('input', () => {
    limit = step;
    filter();
  });
  more?.addEventListener('click', () => {
    limit += step;
    filter();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    for (const each of facets) each.ariaPressed = 'false';
    setTimeout(filter);
  });
  for (const each of facets) {
    each.addEventListener('click', () => {
      const on = each.ariaPressed !== 'true';
      for (const other of facets) if (other.dataset.facet === each.dataset.facet) other.ariaPressed = 'false';
      each.ariaPressed = String(on);
      filter();
    });
  }
  for (const each of states) {
    each.addEventListener('click', () => {
      const { verdict: state } = each.dataset;
      if (![...verdict.options].some(({ value }) => value === state)) return;
      verdict.value = verdict.value === state ? '' : state;
      filter();
    });
  }
  heads.forEach((head, column) => {
    head.firstElementChild.addEventListener('click', () => {
      sort(column, head.getAttribute('aria-sort') !== 'ascending');
      filter();
    });
  });
  const before = host?.getState();
  if (!before) return;
  words.value = before.words;
  if ([...verdict.options].some(({ value }) => value === before.verdict)) verdict.value = before.verdict;
  for (const [facet, value] of before.chosen)
    for (const each of facets) if (each.dataset.facet === facet && each.dataset.value === value) each.ariaPressed = 'true';
  if (before.sorted.column >= 0) sort(before.sorted.column, before.sorted.up);
  filter();
})();
`;
