// Charts of the overview and of a campaign: the numbers come by an address with an ETag, are drawn, and go into the tables too. Without
// this script the tables alone tell them.
'use strict';

(() => {
  const root = document.getElementById('charts');
  if (!root || typeof uPlot === 'undefined') return;
  const lang = document.documentElement.lang;
  const decimal = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const minute = 60, hour = 3600, day = 86400;
  const said = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), root.dataset[key]);
  const pad = (number) => String(number).padStart(2, '0');

  function age(seconds) {
    if (seconds === null || seconds === undefined) return '–';
    if (seconds < 10) return said('seconds', decimal.format(seconds));
    const whole = Math.floor(seconds);
    if (whole >= day) return said('days', Math.floor(whole / day), Math.floor(whole % day / hour));
    if (whole >= hour) return said('hours', Math.floor(whole / hour), Math.floor(whole % hour / minute));
    if (whole >= 2 * minute || whole === minute) return said('minutes', Math.floor(whole / minute));
    return said('seconds', whole);
  }

  const rate = (value) => value === null || value === undefined ? '–' : decimal.format(value);
  const perMinute = (point, name) => point.counts === null ? null : Math.round(point.counts[name] * 600 / point.seconds) / 10;
  const ages = [.1, .2, .5, 1, 2, 5, 10, 20, 30, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute,
    hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, 30 * day];
  const plots = {
    rate: {
      values: [(point) => perMinute(point, 'takenIn'), (point) => perMinute(point, 'accepted'), (point) => perMinute(point, 'rejected')],
      lines: [{ colour: 'came', dash: [6, 4] }, { colour: 'went', fill: true }, { colour: 'refused', dash: [2, 3] }],
      text: rate,
    },
    sends: {
      values: ['takenIn', 'accepted', 'rejected', 'unsent', 'unknown'].map((name) => (point) => perMinute(point, name)),
      lines: [{ colour: 'came', dash: [6, 4] }, { colour: 'went', fill: true }, { colour: 'refused', dash: [2, 3] },
        { colour: 'unsent', dash: [9, 3, 2, 3] }, { colour: 'unknown', dash: [1, 3] }],
      text: rate,
    },
    age: { values: [(point) => point.oldest], lines: [{ colour: 'went', fill: true }], text: age, incrs: ages },
    fresh: {
      values: [(point) => point.half, (point) => point.most],
      lines: [{ colour: 'came', dash: [6, 4] }, { colour: 'went' }], text: age, incrs: ages,
    },
  };
  const style = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  function clock(seconds, range) {
    const at = new Date(seconds * 1000);
    return range === '7d' ? `${pad(at.getMonth() + 1)}-${pad(at.getDate())}` : `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  }

  // A value between two gaps has no line; it gets a point.
  function alone(drawing, series, all) {
    if (all) return null;
    const values = drawing.data[series];
    const is = (i) => values[i] !== null && values[i] !== undefined;
    return values.map((_, i) => i).filter((i) => is(i) && !is(i - 1) && !is(i + 1));
  }

  function options(plot, labels, box, range) {
    const ink = style('--pale'), grid = { stroke: style('--line'), width: 1 };
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: ink, grid, ticks: grid, font };
    return {
      width: box.clientWidth, height: 190, legend: { live: true }, cursor: { drag: { x: false, y: false } },
      scales: { y: { range: (_, low, high) => [0, Math.max(high || 0, 1) * 1.1] } },
      series: [
        { label: labels[0], value: (_, at) => at === null ? '–' : `${clock(at, '7d')} ${clock(at, '1h')}` },
        ...plot.lines.map((line, i) => ({
          label: labels[i + 1], stroke: style(`--plot-${line.colour}`), width: 2, dash: line.dash, spanGaps: false,
          fill: line.fill ? style(`--plot-${line.colour}-ground`) : undefined,
          points: { size: 5, filter: alone }, value: (_, value) => plot.text(value),
        })),
      ],
      axes: [
        { ...axis, values: (_, splits) => splits.map((at) => clock(at, range)), space: 60,
          incrs: range === '7d' ? [day] : undefined },
        { ...axis, size: 74, incrs: plot.incrs, values: (_, splits) => splits.map((value) => plot.text(value)) },
      ],
    };
  }

  function fill(figure, plot, points) {
    const rows = points.toReversed().map((point) => {
      const row = document.createElement('tr');
      const at = document.createElement('th');
      const time = document.createElement('time');
      at.scope = 'row';
      time.dateTime = point.at;
      at.append(time);
      row.append(at, ...plot.values.map((value) => {
        const cell = document.createElement('td');
        cell.className = 'number';
        cell.textContent = plot.text(value(point));
        return cell;
      }));
      return row;
    });
    figure.querySelector('details tbody').replaceChildren(...rows);
    localTimes(figure);
  }

  const drawn = [];

  function draw(chart) {
    drawn.splice(0).forEach((one) => one.destroy());
    for (const figure of root.querySelectorAll('[data-plot]')) {
      const plot = plots[figure.dataset.plot];
      const box = figure.querySelector('.chart');
      const labels = [...figure.querySelectorAll('details thead th')].map((head) => head.textContent);
      const data = [chart.points.map((point) => Date.parse(point.at) / 1000), ...plot.values.map((value) => chart.points.map(value))];
      drawn.push(new uPlot(options(plot, labels, box, chart.range), data, box));
      fill(figure, plot, chart.points);
    }
  }

  let etag = null;
  let newest = null;

  async function ask() {
    try {
      const headers = etag ? { 'If-None-Match': etag } : {};
      const answer = await fetch(root.dataset.history, { headers, cache: 'no-store', signal: AbortSignal.timeout(30000) });
      if (answer.status === 200) {
        etag = answer.headers.get('ETag');
        newest = await answer.json();
        draw(newest);
      }
    } catch (trouble) {
      // The banner of the page says that the server does not answer; what was drawn says until when it did.
    }
    setTimeout(ask, Number(root.dataset.every) * 1000);
  }

  let width = root.clientWidth;
  new ResizeObserver(() => {
    if (newest && root.clientWidth !== width) {
      width = root.clientWidth;
      draw(newest);
    }
  }).observe(root);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { if (newest) draw(newest); });
  // Behind all scripts: times are written by another one.
  addEventListener('DOMContentLoaded', ask);
})();
