/**
 * The WebGL renderer without Pixi's Application, ticker and event system: the scene has its own of each. Survives a
 * lost context: what was painted is still in its canvases and is sent again.
 */
import 'pixi.js/unsafe-eval';
import { type Container, Ticker, type TextureSource, WebGLRenderer } from 'pixi.js';
import { installDoubleMultiply } from './light/light-layers.ts';

const MAX_RESOLUTION = 3;
export const deviceResolution = (): number => Math.min(MAX_RESOLUTION, Math.max(1, window.devicePixelRatio));

export const createRenderer = async (host: HTMLElement, onRestored: () => void): Promise<WebGLRenderer> => {
  // The renderer's own clean-up hangs on a ticker that asks for frames for ever: an idle place would cost 2 % of a core.
  Ticker.system.autoStart = false;
  Ticker.system.stop();
  const renderer = new WebGLRenderer();
  await renderer.init({
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
    resolution: deviceResolution(),
    autoDensity: true,
    antialias: false,
    skipExtensionImports: true,
    powerPreference: 'low-power',
  });
  installDoubleMultiply(renderer);
  renderer.runners.contextChange.add({
    contextChange: () => {
      installDoubleMultiply(renderer);
      onRestored();
    },
  });
  const canvas = renderer.canvas;
  Object.assign(canvas.style, { display: 'block', position: 'absolute', inset: '0', touchAction: 'none', outline: 'none' });
  host.append(canvas);
  return renderer;
};

/**
 * Puts what is painted by now into the GPU's memory. Pixi sends a texture by itself when it is first drawn, and after that only
 * when it is told: one that was drawn half painted would stay so.
 */
export const sendTexture = (renderer: WebGLRenderer, source: TextureSource): void => {
  if (renderer.context.isLost) return;
  source.update();
  renderer.texture.initSource(source);
};

/** Drawn by the processor, as far as the browser says so. */
export const isSoftwareDrawn = ({ gl }: WebGLRenderer): boolean => {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  return /swiftshader|llvmpipe|softpipe|basic render/i.test(String(name));
};

/** Lets the renderer clean up after itself: once in each frame that is drawn anyway. */
export const tickRenderer = (nowMs: number): void => Ticker.system.update(nowMs);

/**
 * Pixi leaves a texture in its batch when the last sprite moved on to another one of that batch, and crashes when it
 * draws the batch after the texture was destroyed ("reading 'addressModeU' of null"). Call before each frame: batches
 * are built anew whenever a texture of the last frame is gone.
 */
export const createBatchGuard = (renderer: WebGLRenderer, roots: readonly Container[]): (() => void) => {
  let known: readonly TextureSource[] = [];
  return () => {
    if (known.some((source) => source.destroyed))
      for (const { renderGroup } of roots) if (renderGroup !== null && renderGroup !== undefined) renderGroup.structureDidChange = true;
    // slots of freed textures stay in Pixi's table as null, whatever its type says
    known = (renderer.texture.managedTextures as readonly (TextureSource | null)[]).filter((source) => source !== null);
  };
};
