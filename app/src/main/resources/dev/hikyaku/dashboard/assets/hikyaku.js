// Times in the browser's zone, keys, and pages that stay true by themselves. All works without it, too.
'use strict';

const two = (number) => String(number).padStart(2, '0');

function localTimes(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.textContent = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} `
      + `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    time.title = `${zone}  (${time.dateTime})`;
  }
}

// What scrolls sideways by itself is reached by Tab and has a name, as long as it does.
function reachable(root) {
  for (const box of root.querySelectorAll('.scroll')) {
    const table = box.querySelector('table');
    if (box.scrollWidth <= box.clientWidth) {
      for (const name of ['tabindex', 'role', 'aria-labelledby', 'aria-label']) box.removeAttribute(name);
      continue;
    }
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    const title = table?.getAttribute('aria-labelledby');
    if (title) box.setAttribute('aria-labelledby', title);
    else box.setAttribute('aria-label', table?.caption?.textContent ?? document.title);
  }
}

// One small question with an ETag; only when its answer changed, the part is fetched and put in place.
function live(part) {
  const banner = document.getElementById('stale');
  const since = document.getElementById('stale-since');
  const every = Number(part.dataset.every) * 1000;
  let etag = null;
  let last = new Date();
  async function ask() {
    try {
      const headers = etag ? { 'If-None-Match': etag } : {};
      const answer = await fetch(part.dataset.summary, { headers, cache: 'no-store', signal: AbortSignal.timeout(every * 3) });
      if (answer.status === 401) { location.reload(); return; }
      if (answer.status !== 304 && !answer.ok) throw new Error(String(answer.status));
      if (answer.status === 200) {
        const known = etag !== null;
        etag = answer.headers.get('ETag');
        if (known) await renew();
      }
      last = new Date();
      banner.hidden = true;
    } catch (trouble) {
      since.dateTime = last.toISOString();
      localTimes(banner);
      banner.hidden = false;
    }
    setTimeout(ask, every);
  }
  async function renew() {
    const answer = await fetch(part.dataset.part, { cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    const focus = document.activeElement && part.contains(document.activeElement) ? document.activeElement.id : '';
    part.innerHTML = await answer.text();
    localTimes(part);
    reachable(part);
    part.classList.remove('fresh');
    void part.offsetWidth;
    part.classList.add('fresh');
    if (focus) document.getElementById(focus)?.focus();
  }
  ask();
}

// "/" goes to the search, "g" and a letter to a page, where nobody is typing.
function shortcuts() {
  let went = false;
  document.addEventListener('keydown', (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.target.closest('input, select, textarea')) return;
    if (press.key === '/') {
      const search = document.getElementById('search') ?? document.getElementById('find');
      if (search) { press.preventDefault(); search.focus(); }
    } else if (went) {
      document.querySelector(`nav a[data-key="${CSS.escape(press.key)}"]`)?.click();
    }
    went = press.key === 'g';
  });
}

// Keys work with this script alone, so it tells of them; each page's letter stands at its link.
function hints() {
  const list = document.getElementById('hints');
  if (!list) return;
  for (const link of document.querySelectorAll('nav a[data-key]')) {
    const key = document.createElement('kbd');
    key.textContent = `g ${link.dataset.key}`;
    list.append(' ', key, ' ', link.textContent);
  }
  list.hidden = false;
}

localTimes(document);
hints();
reachable(document);
addEventListener('resize', () => reachable(document));
shortcuts();
const part = document.querySelector('[data-summary]');
if (part) live(part);
