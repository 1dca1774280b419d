// What an embed adds to the configuration of a site.
export default {
  title: 'Pets API',
  url: 'https://docs.example',
  baseUrl: '/',
  scripts: [{ src: 'https://playground.example/embed.js', type: 'module' }],
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};
