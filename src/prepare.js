/*
 * What npm runs after an install (`prepare`): makes the bundle, so that a clone's first start runs it. Where it can't be made, the
 * sources do as well, so that no install fails by it. JavaScript that an old Node reads to the end, as launch.js is.
 */

// With an old Node, which can't strip types, npm start says what is needed.
if (process.features.typescript) {
  import('./tools/build.ts').catch((error) => {
    // Without development packages there is no bundler, and none is expected.
    if (error.code === 'ERR_MODULE_NOT_FOUND' && /'rolldown'/.test(error.message)) return;
    const inChinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
    process.stderr.write(
      inChinese
        ? `无法生成 dist/（${error.code || error.name}），npm start 会直接运行源代码，只是启动慢一些；“npm run build” 会显示原因。\n`
        : `dist/ can’t be made (${error.code || error.name}), so npm start runs the sources, which takes it longer: “npm run build” says why.\n`,
    );
  });
}
