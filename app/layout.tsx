import { CSPProvider } from "@base-ui/react/csp-provider";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Lifeguard", template: "%s · Lifeguard" },
  description: "Find the users who cannot sign in, see why, and get them signing in again.",
  applicationName: "Lifeguard",
  robots: { index: false, follow: false },
  manifest: "/manifest.webmanifest",
  icons: {
    icon: [
      { url: "/favicon.ico", sizes: "48x48" },
      { url: "/icons/icon.svg", type: "image/svg+xml", sizes: "any" },
    ],
    apple: "/icons/apple-touch-icon.png",
    other: { rel: "mask-icon", url: "/icons/mask-icon.svg", color: "#0b7285" },
  },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1113" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the nonce also makes every page dynamic; a static page would carry scripts without one, and none would run.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={GeistSans.variable}>
      <body>
        <CSPProvider nonce={nonce}>
          <div className="isolate">{children}</div>
        </CSPProvider>
      </body>
    </html>
  );
}
