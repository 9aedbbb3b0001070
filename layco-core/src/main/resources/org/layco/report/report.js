/* Charts with tooltips and zoom, downloads, sortable tables. Everything it shows is in the page without it too. */
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('figure-data').textContent);
  const root = document.documentElement;
  const esc = echarts.format.encodeHTML;
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';
  const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const LONGEST_LABEL = 25;
  const TOP = 24;

  const ink = key => getComputedStyle(root).getPropertyValue('--i-' + key).trim();

  /* Numbers of axes, as Java's Axis.Format writes them. */
  const plain = value => String(Number(value.toPrecision(4))).replace('-', '−');
  const power = value => {
    if (value === 0) return '0';
    const exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    const mantissa = Number((value / Math.pow(10, exponent)).toPrecision(2));
    const digits = String(Math.abs(exponent)).split('').map(d => SUPERSCRIPTS[d]).join('');
    const ten = exponent === 0 ? '' : '10' + (exponent < 0 ? '⁻' : '') + digits;
    if (!ten) return plain(mantissa);
    return (mantissa === 1 ? '' : plain(mantissa) + '×') + ten;
  };
  const prefixed = (value, unit, step, least) => {
    if (value === 0) return '0';
    const prefixes = ['', 'm', 'µ', 'n', 'p', 'f'];
    let i = 0;
    while (i < prefixes.length - 1 && Math.abs(value) < least) { value *= step; i++; }
    return plain(value) + ' ' + prefixes[i] + unit;
  };
  const FORMATS = {
    plain: plain,
    percent: value => plain(100 * value) + '%',
    power: power,
    times: value => plain(value) + '×',
    volts: value => value.toFixed(2),
    energy: value => prefixed(value, 'J', 1e3, 1),
    area: value => prefixed(value, 'm²', 1e6, 0.1)
  };

  const shortened = text => {
    const letters = Array.from(text);
    const half = (LONGEST_LABEL - 1) / 2;
    return letters.length <= LONGEST_LABEL ? text : letters.slice(0, half).join('') + '…' + letters.slice(-half).join('');
  };
  const longest = texts => Math.max(0, ...texts.map(text => Array.from(text).length));

  const axis = (of, extra) => Object.assign({
    type: of.log ? 'log' : 'value', min: of.min, max: of.max, name: of.title, nameLocation: 'middle', nameGap: 28,
    nameTextStyle: { color: ink('muted') },
    splitNumber: 4,
    axisLabel: { color: ink('muted'), fontSize: 10.5, hideOverlap: true, formatter: FORMATS[of.format] },
    axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: ink('grid') } }
  }, extra);

  const base = () => ({
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: 11 },
    tooltip: {
      trigger: 'item', confine: true, backgroundColor: ink('ground'), borderColor: ink('grid'),
      textStyle: { color: ink('text'), fontSize: 12 }
    },
    toolbox: {
      right: 0, top: 0, itemSize: 13, iconStyle: { borderColor: ink('muted') },
      feature: {
        dataZoom: { filterMode: 'none', title: { zoom: 'Zoom into a rectangle', back: 'Undo zoom' } },
        restore: { title: 'Whole range' }
      }
    }
  });
  const zoom = () => ({ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'shift', moveOnMouseMove: 'shift' });
  const legend = names => ({
    data: names, bottom: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 12,
    textStyle: { color: ink('text'), fontSize: 11 }, inactiveColor: ink('grid')
  });
  const legendHeight = (names, width) => {
    const lines = names.reduce((at, name) => at + 34 + 6.4 * name.length, 0) / Math.max(1, width - 20);
    return names.length ? 24 * Math.ceil(lines) + 4 : 0;
  };

  const shape = (mark, x, y, r) => {
    switch (mark) {
      case 'square': return { type: 'rect', shape: { x: x - r, y: y - r, width: 2 * r, height: 2 * r } };
      case 'triangle': return { type: 'polygon', shape: { points: [[x, y - r], [x + r, y + r], [x - r, y + r]] } };
      case 'diamond': return { type: 'polygon', shape: { points: [[x, y - r - 1], [x + r + 1, y], [x, y + r + 1], [x - r - 1, y]] } };
      default: return { type: 'circle', shape: { cx: x, cy: y, r: r } };
    }
  };
  const ruleSeries = (rules, vertical) => ({
    type: 'custom', silent: true, z: 3, clip: true, encode: vertical ? { x: 0 } : { y: 0 },
    data: rules.map(rule => [rule.at]),
    renderItem: (params, api) => {
      const rule = rules[params.dataIndex];
      const box = params.coordSys;
      const at = vertical ? api.coord([rule.at, 0])[0] : api.coord([api.value(0), rule.at])[1];
      const y = vertical ? 0 : (Number.isFinite(at) ? at : 0);
      return {
        type: 'line',
        shape: vertical ? { x1: at, x2: at, y1: box.y, y2: box.y + box.height } : { x1: box.x, x2: box.x + box.width, y1: y, y2: y },
        style: { stroke: rule.limit ? ink('worse') : ink('muted'), lineWidth: 1.5, lineDash: rule.limit ? [4, 3] : null }
      };
    }
  });

  /* The ink of letters on an ink, which must be readable. */
  const letterOn = key => ['main', 'weight', 'p0'].includes(key) ? '#ffffff' : '#1d2023';

  function rows(figure, width) {
    const names = Array.from(new Set(figure.items.map(item => item.series || '')));
    const series = names.map(name => {
      const own = figure.items.filter(item => (item.series || '') === name);
      const letter = figure.legend.indexOf(name);
      return {
        type: 'custom', name: name, clip: true, z: name ? 4 : 2, encode: { x: [1, 2], y: 0 },
        itemStyle: { color: ink((own[0] && own[0].ink) || 'main') },
        data: own.map(item => ({ value: [item.row, item.from, item.to], item: item })),
        renderItem: (params, api) => {
          const item = own[params.dataIndex];
          const a = api.coord([item.from, item.row]);
          const b = api.coord([item.to, item.row]);
          if (item.is === 'span') {
            return { type: 'line', silent: true, shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: ink('main'), lineWidth: 2, opacity: 0.55 } };
          }
          if (item.is === 'dot') {
            return Object.assign(shape(item.mark, a[0], a[1] + item.dodge, 4), { style: { fill: ink(item.ink), stroke: ink('ground'), lineWidth: 0.8 } });
          }
          const x = Math.min(a[0], b[0]);
          const box = { x: x, y: a[1] - 7, width: Math.abs(b[0] - a[0]), height: 14 };
          const children = [{ type: 'rect', shape: box, style: { fill: ink(item.ink), stroke: ink('ground'), lineWidth: 0.8 } }];
          if (letter >= 0 && box.width >= 11) {
            children.push({
              type: 'text', silent: true,
              style: { text: String.fromCharCode(65 + letter), x: x + box.width / 2, y: a[1], align: 'center', verticalAlign: 'middle', fill: letterOn(item.ink), font: '600 10.5px ' + FONT }
            });
          }
          return { type: 'group', children: children };
        }
      };
    });
    const below = legendHeight(figure.legend, width);
    const option = base();
    option.tooltip.formatter = p => p.data.item ? esc(figure.labels[p.data.item.row] + ': ' + (p.data.item.text || '')) : '';
    option.grid = {
      left: 6.2 * longest(figure.labels.map(shortened)) + 12, right: Math.max(16, 7 * longest(figure.values) + 16),
      top: TOP, bottom: 44 + below
    };
    option.xAxis = axis(figure.axis);
    const label = { color: ink('text'), fontSize: 11, interval: 0 };
    option.yAxis = [
      { type: 'category', inverse: true, data: figure.labels, axisLine: { show: false }, axisTick: { show: false }, axisLabel: Object.assign({ formatter: shortened }, label) },
      { type: 'category', inverse: true, data: figure.values.map((v, i) => ({ value: v || ' ' + i })), position: 'right', axisLine: { show: false }, axisTick: { show: false },
        axisLabel: Object.assign({ formatter: v => v.charAt(0) === ' ' ? '' : v, fontWeight: 600 }, label) }
    ];
    option.dataZoom = [Object.assign(zoom(), { xAxisIndex: 0 })];
    option.toolbox.feature.dataZoom.yAxisIndex = 'none';
    if (figure.legend.length) {
      option.legend = legend(figure.legend);
      option.legend.formatter = name => {
        const bars = figure.items.some(item => item.series === name && item.is === 'bar');
        return (bars ? String.fromCharCode(65 + figure.legend.indexOf(name)) + ' ' : '') + name;
      };
    }
    option.series = series.concat(figure.rules.length ? [ruleSeries(figure.rules, true)] : []);
    return { option: option, height: figure.labels.length * 22 + TOP + 44 + below };
  }

  const SYMBOLS = { circle: 'circle', square: 'rect', triangle: 'triangle', diamond: 'diamond', none: 'circle' };

  function curves(figure, width) {
    const series = [];
    for (const curve of figure.curves) {
      const spread = curve.points.some(p => p[3] > p[2]);
      if (spread) {
        series.push({
          type: 'custom', name: curve.name, silent: true, clip: true, itemStyle: { color: ink(curve.ink) },
          encode: { x: 0, y: [1, 2] }, data: curve.points.map(p => [p[0], p[2], p[3]]),
          renderItem: (params, api) => {
            if (!curve.line) {
              const p = curve.points[params.dataIndex];
              const a = api.coord([p[0], p[2]]);
              const b = api.coord([p[0], p[3]]);
              return { type: 'line', shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: ink(curve.ink), lineWidth: 2, opacity: 0.55 } };
            }
            if (params.context.drawn) return undefined;
            params.context.drawn = true;
            const up = curve.points.map(p => api.coord([p[0], p[3]]));
            const down = curve.points.map(p => api.coord([p[0], p[2]])).reverse();
            return { type: 'polygon', shape: { points: up.concat(down) }, style: { fill: ink(curve.ink), opacity: 0.2 } };
          }
        });
      }
      series.push({
        type: curve.line ? 'line' : 'scatter', name: curve.name, symbol: SYMBOLS[curve.mark], symbolSize: curve.line ? 6 : 9, z: 4,
        itemStyle: { color: ink(curve.ink), opacity: curve.mark === 'none' ? 0 : 1 },
        lineStyle: { color: ink(curve.ink), width: 1.4 },
        data: curve.points.map(p => ({ value: [p[0], p[1]], text: p[4] }))
      });
    }
    const names = figure.curves.filter(curve => curve.named).map(curve => curve.name);
    const below = legendHeight(names, width);
    const option = base();
    option.tooltip.formatter = p => esc(p.seriesName + ': ' + p.data.text);
    const widest = figure.y.format === 'plain' ? 5 : 8;
    option.grid = { left: 24 + 6.4 * widest, right: 18, top: TOP, bottom: 44 + below };
    option.xAxis = axis(figure.x);
    option.yAxis = axis(figure.y, { nameGap: 8 + 6.4 * widest });
    option.dataZoom = [Object.assign(zoom(), { xAxisIndex: 0 }), Object.assign(zoom(), { yAxisIndex: 0 })];
    if (names.length) option.legend = legend(names);
    option.series = series.concat(figure.rules.length ? [ruleSeries(figure.rules, false)] : []);
    return { option: option, height: 200 + TOP + 44 + below };
  }

  function plan(figure, width) {
    const option = base();
    delete option.toolbox;
    option.tooltip.formatter = p => esc(figure.blocks[p.dataIndex].label + ': ' + figure.blocks[p.dataIndex].text);
    option.grid = { left: 0, right: 0, top: 0, bottom: 0 };
    option.xAxis = { type: 'value', min: 0, max: 1, show: false };
    option.yAxis = { type: 'value', min: 0, max: 1, inverse: true, show: false };
    option.dataZoom = [Object.assign(zoom(), { xAxisIndex: 0 }), Object.assign(zoom(), { yAxisIndex: 0 })];
    option.series = [{
      type: 'custom', clip: true, encode: { x: [0, 2], y: [1, 3] },
      data: figure.blocks.map(b => [b.box[0], b.box[1], b.box[0] + b.box[2], b.box[1] + b.box[3]]),
      renderItem: (params, api) => {
        const block = figure.blocks[params.dataIndex];
        const a = api.coord([api.value(0), api.value(1)]);
        const b = api.coord([api.value(2), api.value(3)]);
        const children = [{ type: 'rect', shape: { x: a[0], y: a[1], width: b[0] - a[0], height: b[1] - a[1] }, style: { fill: block.fill, stroke: ink('ground'), lineWidth: 1 } }];
        const text = [block.label, block.shown].filter((t, i) => 6.6 * t.length < b[0] - a[0] && b[1] - a[1] > (i ? 14 : 30)).join('\n');
        if (text) {
          children.push({
            type: 'text', silent: true,
            style: { text: text, x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, align: 'center', verticalAlign: 'middle', fill: block.letter, font: '600 11px ' + FONT, lineHeight: 15 }
          });
        }
        return { type: 'group', children: children };
      }
    }];
    return { option: option, height: width / figure.aspect };
  }

  const KINDS = { rows: rows, curves: curves, plan: plan };
  const charts = [];

  function draw(one) {
    const width = one.place.clientWidth;
    if (!width) return;
    const made = KINDS[one.figure.kind](one.figure, width);
    one.place.style.height = Math.round(made.height) + 'px';
    if (!one.chart) one.chart = echarts.init(one.place, null, { renderer: 'svg' });
    one.chart.resize();
    one.chart.setOption(made.option, true);
    one.width = width;
  }

  function download(name, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function button(text, label, action) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.setAttribute('aria-label', label);
    made.title = label;
    made.addEventListener('click', action);
    return made;
  }

  function tools(place, buttons) {
    const bar = document.createElement('div');
    bar.className = 'tools';
    bar.append(...buttons);
    place.append(bar);
  }

  function standalone(svg) {
    const copy = svg.cloneNode(true);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', '88mm');
    return copy.outerHTML + '\n';
  }

  for (const figure of data.figures) {
    const box = document.getElementById('fig-' + figure.id);
    const drawn = box.querySelector('.drawn');
    const place = document.createElement('div');
    place.className = 'chart';
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', figure.title + '. ' + box.querySelector('figcaption').textContent);
    drawn.before(place);
    charts.push({ figure: figure, place: place, chart: null, width: 0 });
    tools(box, [
      button('SVG', 'Download “' + figure.title + '” as SVG', () => download(figure.id + '.svg', 'image/svg+xml', standalone(drawn.querySelector('svg')))),
      button('CSV', 'Download the data of “' + figure.title + '” as CSV', () => download(figure.id + '.csv', 'text/csv', figure.csv))
    ]);
  }

  /* Tables: numbers by value, texts by letter, empty cells last. */
  function sort(table, column, heading) {
    const ascending = heading.getAttribute('aria-sort') !== 'ascending';
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, row => {
      const cell = row.cells[column];
      return { row: row, number: cell.dataset.v === '' ? NaN : Number(cell.dataset.v), text: cell.textContent };
    });
    const numeric = heading.classList.contains('n');
    keyed.sort((a, b) => {
      if (numeric) {
        if (isNaN(a.number) || isNaN(b.number)) return isNaN(a.number) - isNaN(b.number);
        return ascending ? a.number - b.number : b.number - a.number;
      }
      return ascending ? a.text.localeCompare(b.text, 'en', { numeric: true }) : b.text.localeCompare(a.text, 'en', { numeric: true });
    });
    for (const th of table.tHead.rows[table.tHead.rows.length - 1].cells) th.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    body.append(...keyed.map(one => one.row));
  }

  for (const box of document.querySelectorAll('.tabular')) {
    const table = box.querySelector('table');
    const headings = table.tHead.rows[table.tHead.rows.length - 1].cells;
    Array.from(headings, (heading, column) => {
      const press = document.createElement('button');
      press.type = 'button';
      press.className = 'sort';
      press.append(...heading.childNodes);
      press.addEventListener('click', () => sort(table, column, heading));
      heading.append(press);
    });
    tools(box, [button('CSV', 'Download “' + box.dataset.title + '” as CSV', () => download(box.dataset.table + '.csv', 'text/csv', data.tables[box.dataset.table]))]);
  }

  const choice = document.createElement('label');
  choice.className = 'choice';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.id = 'interactive';
  box.checked = true;
  choice.append(box, ' Interactive charts: point for values, drag with the zoom tool, click a legend entry to hide it');
  document.querySelector('header').append(choice);
  function show() {
    root.classList.toggle('interactive', box.checked);
    if (box.checked) charts.forEach(draw);
    root.dataset.charts = box.checked ? 'drawn' : 'off';
  }
  box.addEventListener('change', show);
  show();

  let waiting = 0;
  addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => charts.forEach(one => one.place.clientWidth !== one.width && draw(one)), 150);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => box.checked && charts.forEach(draw));
})();
