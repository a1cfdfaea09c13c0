"""Finding a glossary's renderings in running text: stems, common beginnings, plain search; which finds most.

Each line of the table below holds a term's rendering, a sentence that uses it in another form (to be found)
and one that does not use it (to be left). Floors for what the product uses: .95 found, .95 right.
"""

# ruff: noqa: E501 - one sentence pair a line
from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.translation import terms
from bot.translation.checks import CheckData
from bot.translation.glossary import Glossary
from bot.translation.text import words

FLOOR = 0.95
# language, rendering, sentence with a form of it, sentence without
SENTENCES = [
    ("ru", "цифровая безопасность", "Мы говорим о цифровой безопасности.", "Мы говорим о цифровых правах."),
    ("ru", "доксинг", "Он стал жертвой доксинга.", "Он стал жертвой докладчика."),
    ("ru", "модель угроз", "Составьте модель угроз и обсудите её.", "Он модельер и угрозам не верит."),
    ("uk", "цифрова безпека", "Ми дбаємо про цифрову безпеку.", "Ми дбаємо про цифрові книги."),
    ("uk", "доксинг", "Він постраждав від доксингу.", "Він постраждав від дощу."),
    ("pl", "bezpieczeństwo cyfrowe", "Uczymy bezpieczeństwa cyfrowego.", "Uczymy bezpiecznej jazdy."),
    ("pl", "szyfrowanie", "Bez szyfrowania nie pisz.", "Bez szafy nie pisz."),
    ("cs", "šifrování", "Bez šifrování nepište.", "Bez šífky nepište."),
    ("de", "digitale Sicherheit", "Fragen der digitalen Sicherheit", "Fragen der sozialen Sicherheit"),
    ("de", "Bedrohungsmodell", "Erstellt eure Bedrohungsmodelle.", "Erstellt eure Bedingungen."),
    ("fr", "logiciel malveillant", "Évitez les logiciels malveillants.", "Évitez les logiciels libres."),
    ("fr", "métadonnées", "Chaque métadonnée compte.", "Chaque mètre compte."),
    ("es", "modelo de amenazas", "Crea tus modelos de amenaza.", "Crea tus modelos de costura."),
    ("it", "autenticazione a due fattori", "Usa autenticazioni a due fattori.", "Usa due fattori di crescita."),
    ("tr", "dijital güvenlik", "Dijital güvenliğiniz için okuyun.", "Dijital saatiniz için okuyun."),
    ("tr", "kimlik avı", "Kimlik avından korunun.", "Kimlik kartınızı koruyun."),
    ("fi", "kaksivaiheinen tunnistautuminen", "Ota käyttöön kaksivaiheisen tunnistautumisen.", "Ota kaksi askelta."),
    ("fi", "haittaohjelma", "Vältä haittaohjelmia.", "Vältä haittoja."),
    ("hu", "digitális biztonság", "A digitális biztonságról beszélünk.", "A digitális képekről beszélünk."),
    ("hu", "adathalászat", "Védekezz az adathalászattal szemben.", "Védekezz az adósság ellen."),
    ("ar", "المراقبة", "احموا أنفسكم من مراقبة الدولة.", "احموا أنفسكم من الرقاب."),
    ("ar", "التصيد", "تجنب هجمات التصيد.", "تجنب الصدامات."),
    ("ar", "البيانات الوصفية", "احذف بياناتك الوصفية.", "احذف صورك القديمة."),
    ("he", "אבטחה דיגיטלית", "לימדנו על האבטחה הדיגיטלית.", "לימדנו על הצילום הדיגיטלי."),
    ("he", "פישינג", "היזהרו מהפישינג.", "היזהרו מהמדרגות."),
    ("fa", "امنیت دیجیتال", "دربارهٔ امنیت دیجیتالی بخوانید.", "دربارهٔ امنیت ملی بخوانید."),
    ("hi", "डिजिटल सुरक्षा", "डिजिटल सुरक्षाओं पर लिखें।", "डिजिटल घड़ी पर लिखें।"),
    ("bn", "ডিজিটাল নিরাপত্তা", "ডিজিটাল নিরাপত্তার কথা বলুন।", "ডিজিটাল ঘড়ির কথা বলুন।"),
    ("ta", "எண்ணிமப் பாதுகாப்பு", "எண்ணிமப் பாதுகாப்பைப் படியுங்கள்.", "எண்ணிமக் கடிகாரத்தைப் படியுங்கள்."),
    ("id", "keamanan digital", "Pelajari keamanan digitalnya.", "Pelajari jam digitalnya."),
    ("sw", "usalama wa kidijitali", "Soma kuhusu usalama wa kidijitali.", "Soma kuhusu saa ya kidijitali."),
    ("vi", "an toàn số", "Tài liệu về an toàn số ở đây.", "Tài liệu về an toàn cháy ở đây."),
    ("ja", "人権関心グループ", "人権関心グループに参加する。", "人権利益団体に参加する。"),
    ("ja", "エンドツーエンド暗号化", "エンド・ツー・エンド暗号化を使う。", "エンドロールを見る。"),
    ("ja", "二要素認証", "必ず二要素認証を設定する。", "必ず要素を確認する。"),
    ("zh", "端到端加密", "使用端到端加密的应用。", "使用传输加密的应用。"),
    ("zh", "人权兴趣小组", "欢迎加入人权兴趣小组。", "欢迎加入人权利益小组。"),
    ("ko", "디지털 안전", "디지털 안전을 배우세요.", "디지털 시계를 배우세요."),
    ("ko", "피싱", "피싱을 조심하세요.", "피자를 조심하세요."),
    ("th", "การยืนยันตัวตนสองชั้น", "เปิดใช้การยืนยันตัวตนสองชั้นวันนี้", "เปิดใช้ประตูสองชั้นวันนี้"),
    ("ka", "ციფრული უსაფრთხოება", "ციფრული უსაფრთხოების შესახებ", "ციფრული საათის შესახებ"),
]  # fmt: skip


def exact(text: str, rendering: str, _language: str) -> bool:
    """Whole words as they are: the way of Weblate's check_glossary."""
    return re.search(rf"\b{re.escape(rendering)}\b", text, re.IGNORECASE) is not None


def stems_only(text: str, rendering: str, language: str) -> bool:
    """Snowball's stems, nothing else."""
    wanted = [terms._stem(word, language) for word in words(rendering.lower())]
    given = [terms._stem(word, language) for word in words(text.lower())]
    return any(given[i : i + len(wanted)] == wanted for i in range(len(given)))


def substring(text: str, rendering: str, _language: str) -> bool:
    """The rendering as a part of the text, without spaces."""
    return terms._squeeze(rendering) in terms._squeeze(text)


def main() -> int:
    """Compare the ways; return 1 where ours is under a floor."""
    finder = terms.TermFinder(Glossary({}), CheckData.load())
    ways: dict[str, Callable[[str, str, str], bool]] = {
        "whole words (as Weblate)": exact,
        "substring": substring,
        "Snowball stems": stems_only,
        "ours: stems, beginnings, particles, unspaced": finder.stands_in,
    }
    console = Console()
    table = Table(
        "way",
        "found",
        "of",
        "false",
        "precision",
        "recall",
        title="Terms in inflected text",
        title_justify="left",
    )
    figures = []
    for name, way in ways.items():
        found = [row for row in SENTENCES if way(row[2], row[1], row[0])]
        false = [row for row in SENTENCES if way(row[3], row[1], row[0])]
        precision = len(found) / max(len(found) + len(false), 1)
        recall = len(found) / len(SENTENCES)
        figures.append((precision, recall))
        table.add_row(
            name, str(len(found)), str(len(SENTENCES)), str(len(false)), f"{precision:.3f}", f"{recall:.3f}"
        )
    console.print(table)
    for language, rendering, with_it, without in SENTENCES:
        if not finder.stands_in(with_it, rendering, language):
            console.print(f"missed [{language}] {rendering}: {with_it}", markup=False)
        if finder.stands_in(without, rendering, language):
            console.print(f"false [{language}] {rendering}: {without}", markup=False)
    precision, recall = figures[-1]
    console.print(
        f"terms sentences={2 * len(SENTENCES)} precision={precision:.3f} recall={recall:.3f} "
        f"snowball_recall={figures[2][1]:.3f} whole_words_recall={figures[0][1]:.3f}",
        soft_wrap=True,
    )
    return 0 if min(precision, recall) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
