'use strict';

/**
 * Who claims a number, an address or a label's value: what stands around it, and what the page lists beside it.
 * bot/detect/ownership/claims.py.
 */

const connections = require( './connections.js' );
const emails = require( '../recognizers/emails.js' );
const organisations = require( '../recognizers/organisations.js' );
const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const posts = require( './posts.js' );
const letters = require( './letters.js' );
const telephones = require( './telephones.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../signs.js').Hit} Hit
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Sign = signs.Sign;
const SHAPES = [ 'email', 'phone', 'address' ];
const NOBODYS = [ 'credential', 'ip_address' ];
const ACCOUNTS = [ 'social_handle', 'messaging_handle' ];
const CROWDED = SHAPES.concat( [ 'real_name', 'ip_address', 'birth_date' ] );
// What only people have: a form with one of these is a person's.
const PERSONAL = [
	'birth_date', 'age_minor', 'school', 'employer', 'credential', 'national_id', 'messaging_handle'
];
const AROUND_LABEL = ' :*\'"=–—-.,([<';
const LONGEST_LABEL = 24; // characters of a line's beginning that may be a label
const NEXT = 6; // characters between a label without a colon and its value: `Phone 0121 …`, `E-mail to …`
const COLON = new patterns.Pattern( ' ?(?:\\([^()\\n]{1,30}\\) ?)?(?:[:=–—→⇒➡»]|- )' );
// Their own shape proves what they are, wherever they stand.
const CODE_TAG = /<(?:code|tt|kbd)>$/i;
const LEAD = 90; // characters before such code in which a word for its value stands
const MAILTO = '[mailto:';
const NUMBERED = /[0-9_]/;
const OF_A_YEAR = /(?:19|20)[0-9]{2}$/; // an event's: meetup2024@
const SENTENCES = 240; // characters before a sentence that it may go on from
const LIST = 12; // lines of a list between its lead and a value
const CROWD = 3; // different values of one type in one section are no longer one person's

/** Knows whether anybody says whose a value is. */
class Claims extends letters.Letters {
	/**
	 * @param {View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Map<number, Set<string>>} What each section has labels for */
		this.forms = new Map();
		/** @type {Map<string, Map<number, string>>} What stands beside one label, by line */
		this.repeated = new Map();
		/** @type {Map<number, boolean>} */
		this._claims = new Map();
	}

	/**
	 * Values that stand in a list of several people's, or in a line in which nobody says whose they are.
	 *
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @param {string} section
	 */
	_claimed( candidate, block, section ) {
		if ( block.kind === 'argument' ) {
			return;
		}
		let claimed = this._claims.get( block.index );
		if ( claimed === undefined ) {
			claimed = this.posts.get( block.index ) === this.owner ||
				this.view.has( Sign.SELF, block.start, block.end );
			this._claims.set( block.index, claimed );
		}
		if ( claimed ) {
			this._isOffered( candidate );
			return;
		}
		const values = valuesOf( this.crowds.get( candidate.type + ' ' + block.section ) );
		if ( this._isRepeated( candidate, block ) ) {
			candidate.add( "the same label with another value: several people's", this.worth.others );
		} else if ( values.size >= CROWD && CROWDED.indexOf( candidate.type ) >= 0 ) {
			candidate.add( "one of several people's", this.worth.others );
		} else if ( block.kind === 'item' && ( section === '?' || section === 'other' ) && this._beginsWithName( block ) ) {
			candidate.add( 'in a line that begins with a name', this.worth.others );
		} else if ( this._isLed( block ) ) {
			candidate.add( "in a list below a line of the owner's", this.worth.self );
		} else if ( NOBODYS.indexOf( candidate.type ) < 0 && this._isBrief( block ) ) {
			if ( SHAPES.indexOf( candidate.type ) >= 0 ) {
				candidate.add( "a few lines of the owner's", this.worth.self );
			}
		} else if ( connections.isPersonal( candidate ) || this._isOffered( candidate ) ) {
			return;
		} else if ( posts.LINES.indexOf( block.kind ) >= 0 && section !== 'about' && !this._opens( candidate, block ) ) {
			candidate.add( 'nobody says whose', this.worth.unclaimed );
		} else if ( section === '?' && posts.CHECKED.indexOf( candidate.type ) < 0 ) {
			const form = this.forms.get( block.section );
			const personal = form !== undefined && PERSONAL.some( ( type ) => form.has( type ) );
			if ( !personal && !this._speaks( block ) ) {
				candidate.add( 'under a heading of something else', this.worth.unclaimed );
			}
		}
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether an address is disguised or behind words to click on, or has digits: a person's who
	 *  wants to be written to
	 */
	_isOffered( candidate ) {
		const sign = candidate.type === 'phone' ? telephones.offered( this.view, candidate ) : null;
		if ( sign !== null ) {
			candidate.add( sign[ 0 ], this.worth[ sign[ 1 ] ] );
			return true;
		}
		if ( candidate.type !== 'email' || candidate.sort !== 'shape' || candidate.rule === emails.DISGUISED ) {
			return candidate.rule === emails.DISGUISED;
		}
		const local = this.view.folded.slice( candidate.start, candidate.end ).split( '@' )[ 0 ];
		const offered = ( NUMBERED.test( local ) && !OF_A_YEAR.test( local ) ) || this._isClicked( candidate );
		if ( offered ) {
			candidate.add( "a person's mailbox, as it reads", this.worth.about );
		}
		return offered;
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether an address hides behind words: `[mailto:… write to me]`
	 */
	_isClicked( candidate ) {
		const page = this.view.page.wikitext;
		const span = candidate.span || this.view.layout.span( candidate.start, candidate.end );
		return page[ span[ 1 ] ] === ' ' &&
			page.slice( Math.max( 0, span[ 0 ] - MAILTO.length ), span[ 0 ] ).toLowerCase() === MAILTO;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether `<code>` only dresses a value, behind a word for such values: `Mail me:
	 *  <code>…</code>`; or it is disguised
	 */
	_isWrittenSo( candidate, block ) {
		if ( candidate.rule === emails.DISGUISED ) {
			return true;
		}
		const view = this.view;
		const page = view.page.wikitext;
		const tag = CODE_TAG.exec( page.slice( Math.max( 0, block.at - 8 ), block.at ) );
		if ( tag === null || block.end - block.start > candidate.end - candidate.start + 2 ) {
			return false;
		}
		const at = block.at - tag[ 0 ].length;
		const line = at > 0 ? page.lastIndexOf( '\n', at - 1 ) + 1 : 0;
		const before = cues.fold( page.slice( Math.max( line, at - LEAD ), at ) );
		const found = view.lexicon.signs.scan( before );
		return found[ Sign.LABEL ].concat( found[ Sign.CONTEXT ] ).some( ( hit ) => hit.what === candidate.type ) &&
			!view.lexicon.words.scan( before )[ Sign.AGAINST ].length;
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a list stands below a line that says `I` or `me` and ends with a colon: `You find me
	 *  here:`
	 */
	_isLed( block ) {
		const view = this.view;
		const blocks = view.layout.blocks;
		if ( block.kind !== 'item' ) {
			return false;
		}
		let at = block.index;
		const floor = Math.max( 0, at - LIST );
		while ( at > floor && blocks[ at ].kind === 'item' ) {
			at--;
		}
		const lead = blocks[ at ];
		const shown = text.rstrip( view.text.slice( lead.start, lead.end ), ' \'"' );
		if ( lead.kind !== 'prose' || lead.section !== block.section || !/[:：]$/.test( shown ) ) {
			return false;
		}
		const start = view.sentence( Math.max( lead.start, lead.end - 2 ) )[ 0 ];
		return view.has( Sign.SELF, start, lead.end ) && !view.has( Sign.OTHERS, start, lead.end );
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether its label stands beside another value in another line
	 */
	_isRepeated( candidate, block ) {
		return valuesOf( this.repeated.get( candidate.type + ' ' + this._labelOf( candidate, block ) ) ).size > 1;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {string} What stands beside a value as its label: a cell's or argument's, or the short beginning of its
	 *  line
	 */
	_labelOf( candidate, block ) {
		if ( candidate.start - block.start <= LONGEST_LABEL ) {
			const before = text.strip( this.view.folded.slice( block.start, candidate.start ), AROUND_LABEL );
			if ( text.any( before, text.isAlpha ) ) {
				return before;
			}
		}
		return block.label && !text.allDigits( block.label ) && candidate.sort === 'label' ?
			text.strip( cues.fold( block.label ), AROUND_LABEL ) : '';
	}

	/**
	 * @param {Candidate} candidate
	 * @param {Block} block
	 * @return {boolean} Whether the line begins with a label, a request or a phrase, or with the value itself
	 */
	_opens( candidate, block ) {
		const view = this.view;
		const nobodys = NOBODYS.indexOf( candidate.type ) >= 0;
		// Its sentence may follow others.
		const sentence = Math.max( block.start, view.sentence( candidate.start )[ 0 ] );
		const follows = SHAPES.indexOf( candidate.type ) >= 0 && !this._isOfOffice( block.start, sentence );
		const begin = nobodys || follows ? sentence : block.start;
		let first = begin;
		if ( block.label && !text.allDigits( block.label ) && this._says( block.label, candidate ) ) {
			return true;
		}
		while ( first < block.end && !text.isAlnum( view.text, first ) ) {
			first++;
		}
		if ( nobodys ) {
			const space = view.text.indexOf( ' ', first );
			if ( space > 0 && space < block.end &&
				[ Sign.LABEL, Sign.CONTEXT ].some( ( what ) => view.has( what, first, space + 2 ) ) ) {
				return true;
			}
		}
		return first >= candidate.start || first === candidate.cueStart ||
			view.within( Sign.LABEL, begin, first + 1 ).some( ( hit ) => this._labels( hit, candidate ) ||
				( hit.what === candidate.type && ACCOUNTS.indexOf( candidate.type ) >= 0 ) ) ||
			[ Sign.CONTEXT, Sign.MESSAGING, Sign.SOCIAL ].some( ( what ) => view.has( what, begin, first + 1 ) );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether the sentences before speak of an office, a firm or a school, whose number may follow
	 */
	_isOfOffice( start, end ) {
		const from = Math.max( start, end - SENTENCES );
		return from < end &&
			( this.view.has( Sign.ROLE, from, end ) || organisations.isNamed( this.view, from, end ) );
	}

	/**
	 * @param {string} label
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a term's words are for values of that sort: `;Threema/Signal`, `;Chat`
	 */
	_says( label, candidate ) {
		const found = this.view.lexicon.signs.scan( cues.fold( label ) );
		const services = found[ Sign.MESSAGING ].concat( found[ Sign.SOCIAL ] );
		return ( ACCOUNTS.indexOf( candidate.type ) >= 0 && services.length > 0 ) ||
			found[ Sign.LABEL ].concat( found[ Sign.CONTEXT ] ).some( ( hit ) => hit.what === candidate.type );
	}

	/**
	 * @param {Hit} hit
	 * @param {Candidate} candidate
	 * @return {boolean} Whether a label's word is one here: a separator follows it, or the value almost at once
	 */
	_labels( hit, candidate ) {
		return candidate.start - hit.end <= NEXT || COLON.match( this.view.folded, hit.end ) !== null;
	}

	/**
	 * @param {Candidate} candidate
	 * @param {number} start
	 * @return {boolean} Whether a label or a request (`write to me`) stands before it where the sentence begins
	 */
	_isNamed( candidate, start ) {
		const view = this.view;
		const line = Math.max( start, view.line( candidate.start )[ 0 ] );
		let letter = line; // the first one; a line may be as long as the page
		while ( letter < candidate.start && !text.isAlnum( view.text, letter ) ) {
			letter++;
		}
		return [ Sign.LABEL, Sign.CONTEXT, Sign.MESSAGING, Sign.SOCIAL ].some(
			( what ) => view.within( what, line, Math.min( candidate.start, letter + 1 ) ).some( ( hit ) => {
				const fits = what === Sign.MESSAGING || what === Sign.SOCIAL || hit.what === candidate.type;
				return fits && ( what !== Sign.LABEL || this._labels( hit, candidate ) );
			} )
		);
	}

	/**
	 * @param {Candidate} candidate
	 * @return {boolean} Whether the part of an e-mail address before the at-sign holds the account's name
	 */
	_likeOwner( candidate ) {
		if ( candidate.type !== 'email' ) {
			return false;
		}
		const local = emails.localPart( this.view.folded.slice( candidate.start, candidate.end ) );
		const plain = keep( local, text.isAlnum );
		const owner = keep( this.owner, text.isAlpha );
		return owner.length >= 4 && plain.length >= 4 &&
			( plain.indexOf( owner ) >= 0 || text.strip( plain, '0123456789' ) === owner );
	}
}

/**
 * @param {string} page
 * @param {(text: string, at: number) => boolean} is
 * @return {string} Its characters of a class
 */
function keep( page, is ) {
	return page.split( '' ).filter( ( char ) => is( char, 0 ) ).join( '' );
}

/**
 * @param {Map<number, string>|undefined} ends
 * @return {Set<string>} The different values among the first of them
 */
function valuesOf( ends ) {
	return new Set( ends ? Array.from( ends.values() ).slice( 0, views.MOST ) : [] );
}

module.exports = { CHECKED: posts.CHECKED, COLON: COLON, Claims: Claims, SHAPES: SHAPES };
