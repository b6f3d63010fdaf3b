/**
 * Blurs behind glass are cheap on a GPU and cost a core without one. Asks once whether the browser draws in software, and
 * if so has the theme leave them out. Nothing else depends on it.
 */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

const rendererName = (): string => {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return '';
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' ? name : '';
};

export const chooseEffects = (root: HTMLElement, name: () => string = rendererName): void => {
  if (SOFTWARE.test(name())) root.dataset['effects'] = 'plain';
};
