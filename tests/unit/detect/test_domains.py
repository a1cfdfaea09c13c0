"""Public suffixes, read from tldextract's list without its code: the same answers as tldextract gives."""

from __future__ import annotations

import pytest
import tldextract

from bot.detect.recognizers.domains import is_public

EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)
HOSTS = """kelp.org kelp.co.uk co.uk uk com .com kelp.com. kelp.github.io github.io kelp.internal 1.2.3.4
a.b.kelp.de kelp.ck mail.kelp.ck www.ck mail.www.ck ck kelp.kawasaki.jp mail.kelp.kawasaki.jp city.kawasaki.jp
kawasaki.jp почта.рф xn--80a1acny.xn--p1ai рф kelp.xn--zz kelp.xn--p1ai 例子.公司.cn
公司.cn kelp.nom.br kelp.tallinn.pri.ee"""


@pytest.mark.parametrize("host", HOSTS.split())
def test_a_host_is_public_where_tldextract_says_so(host: str) -> None:
    parts = EXTRACT(host)
    assert is_public(host) == bool("." in host and parts.domain and parts.suffix)
