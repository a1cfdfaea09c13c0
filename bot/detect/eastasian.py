"""What names, towns and firms can look like in Chinese, Japanese and Korean, where no capital tells them from a sentence."""

from __future__ import annotations

import re

KOREAN = (  # the first syllable of a name
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나엄채원천방공현함변염여추도소석선"
    "설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
_CHINESE = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍"
    "万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶"
    "丛焦向柳邢路岳齐齊沿梅莫庄莊辛管祝左涂谷祁时時舒耿牟卜路詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑"
    "位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵閔解强強柴华華车車冉房边邊辜吉饶饒刁瞿戚丘古米池滕晋晉苑邬臧畅宫宮来來嵺苟全"
    "褚廉简簡娄婁盖蓋符奚木穆党黨燕郎邸冀谈談姬屠连連郜晏栾欒郁商蒙计計喻揭窦竇迟遲宇敖糜鄢冷卓花仇艾蓝藍都巩鞏稽井练練仲"
    "乐樂虞卞封竺冼原官衣楚佟栗匡宗应應台巫鞠僧桑荆荊谌諶银銀扬揚明沙薄伏岑习習胥保和蔺藺危"
)
_COMPOUND = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "公孫",
        "慕容",
        "令狐",
        "司徒",
        "端木",
    ]
)
_NAME = 3  # characters of a name, its family's with it
_KANA_INSIDE = re.compile(
    r"[\u3400-\u9fff々][ぁ-ん]+[\u3400-\u9fff々]|^[ぁ-ん][\u3400-\u9fff]|[ぁ-ん]{2,4}[をにはがでと]$"
)
_KANA_BEHIND = re.compile(r"[\u3400-\u9fff々][ぁ-ん]")
_SMALL_WORDS = frozenset("的了没不我你您他她们這这那每些很也就還还又吗呢吧啊嘛么麼")


def is_name(word: str, code: str) -> bool:
    """Whether a word standing alone before a comma reads as a Chinese or Korean name."""
    return len(word) <= _NAME and code in ("zh", "ko") and fits("name", word, code)


def fits(kind: str, low: str, code: str) -> bool:
    """Whether a value that a slot took can be one in the page's language; True wherever nothing is known."""
    name = kind in ("name", "fullname")
    if code == "ko" and name and "\uac00" <= low[0] <= "\ud7a3":
        words = low.split()
        return low[0] in KOREAN and len(words) <= 2 and len("".join(words)) <= 5
    if code == "zh" and "\u3400" <= low[0] <= "\u9fff":
        if not _SMALL_WORDS.isdisjoint(low):
            return False
        if name and "·" not in low and "・" not in low:
            plain = low.replace(" ", "")
            return 2 <= len(plain) <= 4 and (
                plain[:2] in _COMPOUND or (plain[0] in _CHINESE and len(plain) < 4)
            )
    if code == "ja" and "\u3040" <= low[0] <= "\u9fff":
        if name:
            return not _KANA_INSIDE.search(low)
        if kind == "place":
            return not (
                _KANA_BEHIND.search(low.replace("の", "").replace("が", ""))
                and low[-1] not in "市町村区県都府道郡島駅"
            )
    return True
