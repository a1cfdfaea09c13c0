'use strict';

/**
 * What names, towns and firms can look like in Chinese, Japanese and Korean, where no capital tells them from a
 * sentence. bot/detect/eastasian.py.
 */

const patterns = require( './patterns.js' );
const text = require( './text.js' );

const KANA_INSIDE = /[\u3400-\u9fff々][ぁ-ん]+[\u3400-\u9fff々]|^[ぁ-ん][\u3400-\u9fff]|[ぁ-ん]{2,4}[をにはがでと]$/;
const KANA_BEHIND = /[\u3400-\u9fff々][ぁ-ん]/;
const NAME = 3; // characters of a name, its family's with it
const TOWN = '市町村区県都府道郡島駅';
const SMALL_WORDS = /[不么也了些他们你又吗吧呢啊嘛她就很您我每没的还这這還那麼]/;

/** Family names of Korean and Chinese (config/rules/surnames), and what they say of a value. */
class Surnames {
	/**
	 * @param {Record<string, string[]>} names By language
	 */
	constructor( names ) {
		const single = names.ko.filter( ( name ) => name.length === 1 );
		const longer = names.ko.filter( ( name ) => name.length > 1 );
		const one = '[' + single.join( '' ) + ']';
		this._korean = new Set( single );
		this._chinese = new Set( names.zh );
		/** A name of a family's name and one or two syllables behind a space */
		this.korean = new RegExp( '^(?:' + [ one ].concat( longer ).join( '|' ) + ')(?: |[가-힣]{1,2}(?: |$))' );
		/** A sentence's subject that may be somebody's name: three syllables and a particle */
		this.koreanSubject = new patterns.Pattern(
			'(?:^|[.!?\\n] ?)(' + one + '[가-힣](?![자교원관집구말분간일])[가-힣])(?:\\([^()\\n]{4,40}\\) ?)?[은는이가] ', 'u'
		);
	}

	/**
	 * @param {string} kind
	 * @param {string} low
	 * @param {string} code
	 * @return {boolean} Whether a value that a slot took can be one in the page's language; true wherever nothing is
	 *  known
	 */
	fits( kind, low, code ) {
		const name = kind === 'name' || kind === 'fullname';
		const first = low[ 0 ];
		if ( code === 'ko' && name && first >= '\uac00' && first <= '\ud7a3' ) {
			const words = text.words( low );
			return this._korean.has( first ) && words.length <= 2 && words.join( '' ).length <= 5;
		}
		if ( code === 'zh' && first >= '\u3400' && first <= '\u9fff' ) {
			if ( SMALL_WORDS.test( low ) ) {
				return false;
			}
			if ( name && low.indexOf( '·' ) < 0 && low.indexOf( '・' ) < 0 ) {
				const plain = low.replace( / /g, '' );
				return plain.length >= 2 && plain.length <= 4 && ( this._chinese.has( plain.slice( 0, 2 ) ) ||
					( this._chinese.has( plain[ 0 ] ) && plain.length < 4 ) );
			}
		}
		if ( code === 'ja' && first >= '\u3040' && first <= '\u9fff' ) {
			if ( name ) {
				return !KANA_INSIDE.test( low );
			}
			if ( kind === 'place' ) {
				return !KANA_BEHIND.test( low.replace( /[のが]/g, '' ) ) || TOWN.indexOf( low[ low.length - 1 ] ) >= 0;
			}
		}
		return true;
	}

	/**
	 * @param {string} word
	 * @param {string} code
	 * @return {boolean} Whether a word standing alone before a comma reads as a Chinese or Korean name
	 */
	isName( word, code ) {
		return word.length <= NAME && ( code === 'zh' || code === 'ko' ) && this.fits( 'name', word, code );
	}
}

module.exports = { Surnames: Surnames };
