// Builds the three islands into agent_console/static/app; the pages name desk.js, board.js and call.js.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/app/",
  publicDir: false,
  build: {
    outDir: "../static/app",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { desk: "src/desk/main.ts", board: "src/board/main.ts", call: "src/call/main.ts", player: "src/player/main.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash:8].js",
        assetFileNames: "[name]-[hash:8][extname]",
      },
    },
  },
});
