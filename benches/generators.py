"""The compared generators, each with its documented commands."""

import os
import re
import shutil
from pathlib import Path

from measure import Run, best, done, run

ROOT = Path(__file__).resolve().parent.parent


class Generator:
    """A generator that writes a crate from the command line."""

    name: str
    program: str
    install: str

    def generate(self, document: Path, out: Path, times: int = 3) -> Run:
        """Writes the client to the folder, and returns the fastest of several runs into an empty folder."""

        def once() -> Run:
            shutil.rmtree(out, ignore_errors=True)
            out.parent.mkdir(parents=True, exist_ok=True)
            self.prepare(out)
            return run(self.command(document, out), self.folder(out))

        made = best(times, once, "it does not support the document")
        self.finish(out)
        return made

    def prepare(self, out: Path) -> None:
        """Documented steps before the command."""

    def command(self, document: Path, out: Path) -> list[str]:
        """The command that writes the client."""
        raise NotImplementedError

    def folder(self, out: Path) -> Path:
        """The working folder of the command."""
        return ROOT

    def finish(self, out: Path) -> None:
        """Documented steps after the command."""

    def version(self, out: Path) -> str:
        """The version of the generator, according to its output."""
        raise NotImplementedError

    def workaround(self, document: Path, out: Path) -> Path | None:
        """Returns a crate from another documented setup, named after that setup, or None."""
        return None


class Ours(Generator):
    """This project."""

    name = "ours"

    def __init__(self, profile: Path | None, program: Path | None = None) -> None:
        self.profile = profile
        self.program = str(program or self.built())

    @staticmethod
    def built() -> Path:
        """The command that `cargo install` would install."""
        build = ["cargo", "build", "--quiet", "--release", "--package", "clientwright"]
        done(run(build, ROOT), "this project does not build")
        return ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "release/clientwright"

    def command(self, document: Path, out: Path) -> list[str]:
        profile = ["--profile", str(self.profile)] if self.profile else []
        return [self.program, "codegen", "--spec", str(document), "--out", str(out), "--name", "ours", *profile]

    def version(self, out: Path) -> str:
        return ""

    def largest_scope(self, out: Path) -> str | None:
        """The feature of the scope with the most operations."""
        features = re.findall(r"^([\w-]+) = \[\]$", (out / "Cargo.toml").read_text(), re.MULTILINE)

        def operations(scope: str) -> int:
            return len(list((out / "src" / scope.replace("-", "_")).glob("*.rs")))

        return max(features, key=operations, default=None)


class OpenapiToRust(Generator):
    """Writes modules into an existing crate, and a list of their dependencies."""

    name = "openapi-to-rust"
    program = "openapi-to-rust"
    install = "cargo install --locked openapi-to-rust"

    def prepare(self, out: Path) -> None:
        (out / "src").mkdir(parents=True)
        package = f'[package]\nname = "{self.name}"\nversion = "0.1.0"\nedition = "2024"\n\n'
        (out / "Cargo.toml").write_text(package)
        (out / "src/lib.rs").write_text("pub mod generated;\n")

    def command(self, document: Path, out: Path) -> list[str]:
        return [self.program, "generate", str(document)]

    def folder(self, out: Path) -> Path:
        return out

    def finish(self, out: Path) -> None:
        dependencies = (out / "src/generated/REQUIRED_DEPS.toml").read_text()
        with (out / "Cargo.toml").open("a") as manifest:
            manifest.write(dependencies)

    def version(self, out: Path) -> str:
        return run([self.program, "--version"], out).output.split()[-1]


class Progenitor(Generator):
    """Writes a crate with one file."""

    name = "progenitor"
    program = "cargo-progenitor"
    install = "cargo install cargo-progenitor"

    def command(self, document: Path, out: Path) -> list[str]:
        crate = ["-o", str(out), "-n", "compared-progenitor", "-v", "0.1.0"]
        return ["cargo", "progenitor", "-i", str(document), *crate]

    def version(self, out: Path) -> str:
        manifest = (out / "Cargo.toml").read_text()
        return re.search(r'^progenitor-client = "(.*)"$', manifest, re.MULTILINE)[1]

    def workaround(self, document: Path, out: Path) -> Path:
        crate = out.with_name("build.rs")
        shutil.rmtree(crate, ignore_errors=True)
        shutil.copytree(out, crate)
        needed = {"progenitor": self.version(out), "prettyplease": "0.2", "syn": "2", "serde_json": "1"}
        with (crate / "Cargo.toml").open("a") as manifest:
            manifest.write("\n[build-dependencies]\n")
            manifest.writelines(f'{name} = "{version}"\n' for name, version in needed.items())
        (crate / "build.rs").write_text(BUILD.replace("DOCUMENT", str(document)))
        (crate / "src/lib.rs").write_text('include!(concat!(env!("OUT_DIR"), "/client.rs"));\n')
        return crate


# The same client, formatted by prettyplease.
BUILD = """\
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let document = std::fs::read_to_string(r#"DOCUMENT"#).unwrap();
    let document = serde_json::from_str(&document).unwrap();
    let client = progenitor::Generator::default().generate_tokens(&document).unwrap();
    let client = prettyplease::unparse(&syn::parse2(client).unwrap());
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    std::fs::write(out.join("client.rs"), client).unwrap();
}
"""


class OpenapiGenerator(Generator):
    """Writes a crate."""

    name = "openapi-generator"
    program = "openapi-generator-cli"
    install = "pip install openapi-generator-cli"

    def command(self, document: Path, out: Path) -> list[str]:
        return [self.program, "generate", "-i", str(document), "-g", "rust", "-o", str(out)]

    def version(self, out: Path) -> str:
        return (out / ".openapi-generator/VERSION").read_text().strip()


RIVALS = [OpenapiToRust(), Progenitor(), OpenapiGenerator()]
