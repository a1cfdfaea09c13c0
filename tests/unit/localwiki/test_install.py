"""What is said, and what is left behind, where PHP or MediaWiki cannot be had."""

import os
import shutil

import pytest

from scripts.localwiki import apt, install
from scripts.localwiki.errors import LackingError, LocalWikiError

PHP = """#!/bin/sh
echo curl; echo dom; echo intl; echo mbstring; echo pdo_sqlite; echo xml
"""
PHP_WITHOUT_INTL = PHP.replace("echo intl; ", "")
# Gets half of the package, then the network is gone.
BROKEN_APT = """#!/bin/sh
case "$*" in *download*) echo half > mediawiki_1_all.deb;; esac
echo "E: Failed to fetch mediawiki" >&2
exit 100
"""


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system with nothing but what the test puts there: system(name=script)."""
    programs, local = tmp_path / "bin", tmp_path / "local"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("WIKILATCH_MEDIAWIKI", raising=False)
    for module in (apt, install):
        monkeypatch.setattr(module, "LOCAL", local)
    interpreter = shutil.which("sh", path=os.defpath)

    def put(**scripts):
        for name, text in scripts.items():
            path = programs / name.replace("_", "-")
            path.write_text(text.replace("/bin/sh", interpreter), encoding="utf-8")
            path.chmod(0o755)
        return local

    return put


def ensure():
    return install.ensure(lambda _text: None)


def test_without_apt_and_php_it_says_what_lacks_and_the_other_way(system):
    local = system()
    with pytest.raises(LackingError) as error:
        ensure()
    for said in ("Missing: PHP", "no apt", "WIKILATCH_MEDIAWIKI", "scripts/run --once --wiki https://"):
        assert said in str(error.value)
    assert not local.exists()


def test_a_missing_module_is_named(system):
    system(php=PHP_WITHOUT_INTL)
    with pytest.raises(LackingError, match="PHP module intl"):
        ensure()


def test_without_apt_a_mediawiki_of_ones_own_will_do(system, tmp_path, monkeypatch):
    system(php=PHP)
    own = tmp_path / "own"
    (own / "includes").mkdir(parents=True)
    (own / "includes" / "Defines.php").write_text(
        "<?php\ndefine( 'MW_VERSION', '1.43.1' );\n", encoding="utf-8"
    )
    monkeypatch.setenv("WIKILATCH_MEDIAWIKI", str(own))
    assert ensure() == install.MediaWiki("php", own, "1.43.1")


def test_a_folder_that_is_no_mediawiki_is_refused(system, tmp_path, monkeypatch):
    system(php=PHP)
    monkeypatch.setenv("WIKILATCH_MEDIAWIKI", str(tmp_path))
    with pytest.raises(LackingError, match="no folder of MediaWiki's code"):
        ensure()


def test_a_broken_download_leaves_nothing_half_done(system):
    local = system(php=PHP, apt_get=BROKEN_APT, dpkg_deb=PHP)
    with pytest.raises(LocalWikiError, match=r"(?s)apt-get .* failed \(100\).*E: Failed to fetch mediawiki"):
        ensure()
    assert [path.name for path in local.iterdir()] == ["apt.log"]


def test_who_may_not_install_is_told_the_command(system, monkeypatch):
    system(apt_get=BROKEN_APT, dpkg_deb=PHP, dpkg_query="#!/bin/sh\nexit 1\n")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(LackingError, match="sudo apt-get install --no-install-recommends php-cli"):
        ensure()
