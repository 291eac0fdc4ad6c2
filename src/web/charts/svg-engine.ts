import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** Drawing into shapes, loaded when somebody saves a chart as SVG. */
use([SVGRenderer]);

export { init } from './engine.ts';
