/** @type {import("next").NextConfig} */
const config = {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // A folder of its own for deployments; `next start`, as the demo and the tests use it, does not go with it.
  output: process.env.LIFEGUARD_STANDALONE ? "standalone" : undefined,
  // The demo and the tests build without; `npm run build` and the tests' first part check the types.
  typescript: { ignoreBuildErrors: process.env.LIFEGUARD_TYPES === "unchecked" },
  agentRules: false,
  images: { unoptimized: true },
  // PGlite loads its WASM from its own folder, so it must stay outside the bundle.
  serverExternalPackages: ["@electric-sql/pglite"],
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: "1mb", allowedOrigins: [] },
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        // not no-referrer: with it, browsers send `Origin: null` on form posts and every action would be refused
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
