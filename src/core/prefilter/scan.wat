;; Finds the places at which one of several short windows of bytes may begin, sixteen at a time.
;;
;; The method is Teddy's (https://github.com/BurntSushi/aho-corasick/blob/master/src/packed/teddy/README.md): windows
;; of four bytes lie in sixteen buckets, in two halves (a and b) of eight. For each of the four bytes there is a table
;; that gives, for a low half of a byte, the buckets (one bit each) that have such a byte there, and another one for
;; the high half. What all tables agree on may be a window. Its bytes are then looked up in a set of all windows.
;;
;; Memory, as `layout.ts` has it: tables from 0, 16 bytes each, for each byte low a, high a, low b, high b; the set
;; from 256, one bit for each 15-bit hash of four bytes; the text from 8192, with 32 bytes to spare behind it.
(module
  (memory (export "memory") 1)

  ;; The first offset from `$at` on, and before `$end`, at which a window may begin; `$end` or more where there is none.
  (func (export "next") (param $at i32) (param $end i32) (result i32)
    (local $low0a v128) (local $high0a v128) (local $low0b v128) (local $high0b v128)
    (local $low1a v128) (local $high1a v128) (local $low1b v128) (local $high1b v128)
    (local $low2a v128) (local $high2a v128) (local $low2b v128) (local $high2b v128)
    (local $low3a v128) (local $high3a v128) (local $low3b v128) (local $high3b v128)
    (local $bytes v128) (local $low v128) (local $high v128) (local $nibble v128)
    (local $a v128) (local $b v128) (local $hits i32) (local $place i32) (local $hash i32)
    (local.set $low0a (v128.load (i32.const 0)))
    (local.set $high0a (v128.load (i32.const 16)))
    (local.set $low0b (v128.load (i32.const 32)))
    (local.set $high0b (v128.load (i32.const 48)))
    (local.set $low1a (v128.load (i32.const 64)))
    (local.set $high1a (v128.load (i32.const 80)))
    (local.set $low1b (v128.load (i32.const 96)))
    (local.set $high1b (v128.load (i32.const 112)))
    (local.set $low2a (v128.load (i32.const 128)))
    (local.set $high2a (v128.load (i32.const 144)))
    (local.set $low2b (v128.load (i32.const 160)))
    (local.set $high2b (v128.load (i32.const 176)))
    (local.set $low3a (v128.load (i32.const 192)))
    (local.set $high3a (v128.load (i32.const 208)))
    (local.set $low3b (v128.load (i32.const 224)))
    (local.set $high3b (v128.load (i32.const 240)))
    (local.set $nibble (i8x16.splat (i32.const 15)))
    (block $done
      (loop $block
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (local.set $bytes (v128.load (local.get $at)))
        (local.set $low (v128.and (local.get $bytes) (local.get $nibble)))
        (local.set $high (i8x16.shr_u (local.get $bytes) (i32.const 4)))
        (local.set $a
          (v128.and
            (i8x16.swizzle (local.get $low0a) (local.get $low))
            (i8x16.swizzle (local.get $high0a) (local.get $high))))
        (local.set $b
          (v128.and
            (i8x16.swizzle (local.get $low0b) (local.get $low))
            (i8x16.swizzle (local.get $high0b) (local.get $high))))
        (local.set $bytes (v128.load offset=1 (local.get $at)))
        (local.set $low (v128.and (local.get $bytes) (local.get $nibble)))
        (local.set $high (i8x16.shr_u (local.get $bytes) (i32.const 4)))
        (local.set $a
          (v128.and (local.get $a) (v128.and
            (i8x16.swizzle (local.get $low1a) (local.get $low))
            (i8x16.swizzle (local.get $high1a) (local.get $high)))))
        (local.set $b
          (v128.and (local.get $b) (v128.and
            (i8x16.swizzle (local.get $low1b) (local.get $low))
            (i8x16.swizzle (local.get $high1b) (local.get $high)))))
        (local.set $bytes (v128.load offset=2 (local.get $at)))
        (local.set $low (v128.and (local.get $bytes) (local.get $nibble)))
        (local.set $high (i8x16.shr_u (local.get $bytes) (i32.const 4)))
        (local.set $a
          (v128.and (local.get $a) (v128.and
            (i8x16.swizzle (local.get $low2a) (local.get $low))
            (i8x16.swizzle (local.get $high2a) (local.get $high)))))
        (local.set $b
          (v128.and (local.get $b) (v128.and
            (i8x16.swizzle (local.get $low2b) (local.get $low))
            (i8x16.swizzle (local.get $high2b) (local.get $high)))))
        (local.set $bytes (v128.load offset=3 (local.get $at)))
        (local.set $low (v128.and (local.get $bytes) (local.get $nibble)))
        (local.set $high (i8x16.shr_u (local.get $bytes) (i32.const 4)))
        (local.set $a
          (v128.and (local.get $a) (v128.and
            (i8x16.swizzle (local.get $low3a) (local.get $low))
            (i8x16.swizzle (local.get $high3a) (local.get $high)))))
        (local.set $b
          (v128.and (local.get $b) (v128.and
            (i8x16.swizzle (local.get $low3b) (local.get $low))
            (i8x16.swizzle (local.get $high3b) (local.get $high)))))
        (local.set $a (v128.or (local.get $a) (local.get $b)))
        (if (v128.any_true (local.get $a))
          (then
            (local.set $hits
              (i8x16.bitmask (i8x16.ne (local.get $a) (v128.const i64x2 0 0))))
            (loop $lane
              (local.set $place (i32.add (local.get $at) (i32.ctz (local.get $hits))))
              ;; All of each byte but the bit for its case, and of the last one no more than five bits, so that there
              ;; are few where it is open; mixed by multiplication.
              (local.set $hash
                (i32.shr_u
                  (i32.mul
                    (i32.and (i32.load (local.get $place)) (i32.const 0x1fdfdfdf))
                    (i32.const 0x9e3779b1))
                  (i32.const 17)))
              (if (i32.and
                    (i32.load8_u offset=256 (i32.shr_u (local.get $hash) (i32.const 3)))
                    (i32.shl (i32.const 1) (i32.and (local.get $hash) (i32.const 7))))
                (then (return (local.get $place))))
              (local.set $hits
                (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1))))
              (br_if $lane (local.get $hits)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $block)))
    (local.get $end)))
